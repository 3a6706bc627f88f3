/** The number under which edits of the referral graph wait for each other: a loop needs two edits at once. */
const TREE_EDIT_LOCK = 5_220_117;
/** How many inviters a current binding names beside its path: no profile pays more tiers. */
const NEAREST = 10;
/** A path must fit an index row. */
const LONGEST_PATH = 150;

/**
 * Where every current binding stands in the referral graph: the inviters' account numbers from the top down (`path`)
 * and the nearest ten of them, nearest first (`upline`). Triggers keep both; whoever edits bindings need not know.
 * @param ltree the schema that holds PostgreSQL's type `ltree`
 */
export function referralTreeSql(ltree: string): string {
  const inPath = `set search_path = distribution, ${ltree}, pg_temp`;
  return `
alter table distribution.binding add column path ${ltree}.ltree, add column upline bigint[];

create function distribution.upline_of(path ${ltree}.ltree) returns bigint[] language sql immutable ${inPath} as $$
  select array(select label::bigint from unnest(string_to_array(path::text, '.')) with ordinality as l(label, step)
    order by step desc limit ${NEAREST})
$$;

-- The path that everybody invited by a distributor has.
create function distribution.path_below(distributor_no bigint, invited_by ${ltree}.ltree) returns ${ltree}.ltree
  language sql immutable ${inPath} as $$
  select coalesce(invited_by || distributor_no::text, distributor_no::text::ltree)
$$;

create function distribution.place_binding() returns trigger language plpgsql security definer ${inPath} as $$
declare own_no bigint;
begin
  perform pg_advisory_xact_lock(${TREE_EDIT_LOCK});
  select path_below(d.account_no, b.path) into new.path
  from distributor d left join binding b on b.customer_id = d.customer_id and b.ended_at is null
  where d.id = new.distributor_id;
  new.upline := upline_of(new.path);
  select account_no into own_no from distributor where customer_id = new.customer_id;
  if own_no::text = any (string_to_array(new.path::text, '.')) then
    raise exception 'binding: distributor % would be above themselves', own_no
      using errcode = '23514', constraint = 'referral_loop';
  end if;
  return new;
end $$;

-- Puts everybody below a distributor where the distributor now stands.
create function distribution.move_downline(of_customer text) returns void language plpgsql ${inPath} as $$
declare stood ltree; stands ltree;
begin
  perform pg_advisory_xact_lock(${TREE_EDIT_LOCK});
  select below.path, path_below(d.account_no, own.path) into stood, stands
  from distributor d
  join lateral (select b.path from binding b where b.distributor_id = d.id and b.ended_at is null limit 1) below on true
  left join binding own on own.customer_id = d.customer_id and own.ended_at is null
  where d.customer_id = of_customer;
  if stood is null or stood = stands then return; end if;
  update binding b set path = moved.path, upline = upline_of(moved.path)
  from (select id, case when nlevel(path) = nlevel(stood) then stands else stands || subpath(path, nlevel(stood)) end
        as path from binding where ended_at is null and path >= stood and path < stood || 'z') moved
  where b.id = moved.id;
end $$;

create function distribution.bring_downline() returns trigger language plpgsql security definer ${inPath} as $$
begin
  perform move_downline(new.customer_id);
  return null;
end $$;

with recursive tree as (
  select b.id, b.customer_id, distribution.path_below(d.account_no, null) as path
  from distribution.binding b join distribution.distributor d on d.id = b.distributor_id
  where b.ended_at is null and not exists (
    select 1 from distribution.binding above where above.customer_id = d.customer_id and above.ended_at is null)
  union all
  select b.id, b.customer_id, distribution.path_below(d.account_no, t.path)
  from tree t join distribution.distributor d on d.customer_id = t.customer_id
  join distribution.binding b on b.distributor_id = d.id and b.ended_at is null)
update distribution.binding b set path = tree.path, upline = distribution.upline_of(tree.path)
from tree where tree.id = b.id;

alter table distribution.binding
  add constraint current_has_path check (ended_at is not null or (path is not null and upline is not null)),
  add constraint longest_path check (${ltree}.nlevel(path) <= ${LONGEST_PATH});
create index binding_path on distribution.binding (path) where ended_at is null;
create index binding_first_level on distribution.binding ((upline[1]), bound_at desc, id desc) where ended_at is null;
create index binding_second_level on distribution.binding ((upline[2]), bound_at desc, id desc) where ended_at is null;
create trigger place before insert on distribution.binding
  for each row execute function distribution.place_binding();
create trigger bring_downline after insert on distribution.binding
  for each row execute function distribution.bring_downline();
-- When a binding ends and another follows in the same transaction, the other has moved everybody.
create constraint trigger leave_downline after update on distribution.binding deferrable initially deferred
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function distribution.bring_downline();

create index frozen_order_customer on distribution.frozen_order (customer_id) where customer_id is not null;

revoke execute on function distribution.move_downline(text) from public;`;
}

/** Takes the above back. */
export const referralTreeUndoSql = `
drop index distribution.frozen_order_customer;
drop trigger leave_downline on distribution.binding;
drop trigger bring_downline on distribution.binding;
drop trigger place on distribution.binding;
alter table distribution.binding drop column path, drop column upline;
drop function distribution.bring_downline(), distribution.move_downline(text), distribution.place_binding();
do $$ declare kept regprocedure; begin
  for kept in select p.oid from pg_proc p where p.pronamespace = 'distribution'::regnamespace
    and p.proname in ('path_below', 'upline_of') loop
    execute 'drop function ' || kept;
  end loop;
end $$;
`;
