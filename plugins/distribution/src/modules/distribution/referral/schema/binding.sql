-- The nearest ten inviters of a path, nearest first: no profile pays more tiers.
create function distribution.upline_of(path :ltree.ltree) returns bigint[] language sql immutable
  set search_path = distribution, :ltree, pg_temp as $$
  select array(select label::bigint from unnest(string_to_array(path::text, '.')) with ordinality as l(label, step)
    order by step desc limit 10)
$$;

-- The path that everybody invited by a distributor has.
create function distribution.path_below(distributor_no bigint, invited_by :ltree.ltree) returns :ltree.ltree
  language sql immutable
  set search_path = distribution, :ltree, pg_temp as $$
  select coalesce(invited_by || distributor_no::text, distributor_no::text::ltree)
$$;

-- So many steps from the top are in an index: a row of it holds no more.
create function distribution.path_head(path :ltree.ltree) returns :ltree.ltree language sql immutable
  as $$ select :ltree.subpath($1, 0, 150) $$;

-- Who invited whom. `path` are the inviters' account numbers from the top down, `upline` the nearest ten, nearest
-- first; triggers keep both. A path of 3,000 takes 70 MB, for a chain grows by its square.
create table distribution.binding (
  id text collate "C" primary key,
  customer_id text collate "C" not null,
  distributor_id text collate "C" not null references distribution.distributor,
  share_token text collate "C" references distribution.share_token,
  bound_at timestamptz not null,
  protected_until timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  origin text not null default 'consent' check (origin in ('consent', 'change')),
  expires_at timestamptz,
  path :ltree.ltree,
  upline bigint[],
  constraint binding_check check ((ended_at is null) = (end_reason is null)),
  constraint current_has_path check (ended_at is not null or path is not null and upline is not null),
  constraint expires_after_protection check (expires_at >= protected_until),
  constraint longest_path check (:ltree.nlevel(path) <= 3000),
  constraint token_of_origin check ((origin = 'consent') = (share_token is not null))
);
create index binding_bound on distribution.binding (distributor_id, bound_at);
create unique index binding_current on distribution.binding (customer_id) where ended_at is null;
create index binding_distributor on distribution.binding (distributor_id) where ended_at is null;
create index binding_expiring on distribution.binding (expires_at) where ended_at is null and expires_at is not null;
create index binding_first_level on distribution.binding ((upline[1]), bound_at desc, id desc) where ended_at is null;
create index binding_head on distribution.binding (distribution.path_head(path)) where ended_at is null;
create index binding_latest on distribution.binding (bound_at desc, id desc);
create index binding_of_customer on distribution.binding (customer_id, bound_at desc, id desc);
create index binding_of_distributor on distribution.binding (distributor_id, bound_at desc, id desc);
create index binding_second_level on distribution.binding ((upline[2]), bound_at desc, id desc) where ended_at is
  null;
create trigger ended before update on distribution.binding for each row
  when (old.ended_at is not null) execute function distribution.deny();
create trigger keep before delete on distribution.binding for each row execute function distribution.deny();
grant select, insert, update (ended_at, end_reason) on distribution.binding to tengman_distribution;

-- Gives a binding its place. Edits of the graph wait for each other: a loop needs two at once.
create function distribution.place_binding() returns trigger language plpgsql security definer
  set search_path = distribution, :ltree, pg_temp as $$
declare own_no bigint;
begin
  perform pg_advisory_xact_lock(5220117);
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
create trigger place before insert on distribution.binding for each row execute function distribution.place_binding();

-- Puts everybody below a distributor where the distributor now stands.
create function distribution.move_downline(of_customer text) returns void language plpgsql
  set search_path = distribution, :ltree, pg_temp as $$
declare stood ltree; stands ltree;
begin
  perform pg_advisory_xact_lock(5220117);
  select below.path, path_below(d.account_no, own.path) into stood, stands
  from distributor d
  join lateral (select b.path from binding b where b.distributor_id = d.id and b.ended_at is null limit 1) below on true
  left join binding own on own.customer_id = d.customer_id and own.ended_at is null
  where d.customer_id = of_customer;
  if stood is null or stood = stands then return; end if;
  update binding b set path = moved.path, upline = upline_of(moved.path)
  from (select id, case when nlevel(path) = nlevel(stood) then stands else stands || subpath(path, nlevel(stood)) end
        as path from binding where ended_at is null and path_head(path) >= path_head(stood)
          and path_head(path) < path_head(stood) || 'z' and path >= stood and path < stood || 'z') moved
  where b.id = moved.id;
end $$;
revoke execute on function distribution.move_downline(of_customer text) from public;

-- When a binding ends and another follows in the same transaction, the other has moved everybody.
create function distribution.bring_downline() returns trigger language plpgsql security definer
  set search_path = distribution, :ltree, pg_temp as $$
begin
  perform move_downline(new.customer_id);
  return null;
end $$;
create trigger bring_downline after insert on distribution.binding
  for each row execute function distribution.bring_downline();
create constraint trigger leave_downline after update on distribution.binding deferrable initially deferred
  for each row when (old.ended_at is null and new.ended_at is not null)
  execute function distribution.bring_downline();

-- The chain above a customer, as a function so that each connection plans the query once and not at every checkout.
create function distribution.buyer_upline(buyer text, depth integer) returns table(step bigint, binding_id text,
  distributor_id text, distributor_no bigint, customer_id text, status text, grade text, expires_at timestamptz)
  language plpgsql stable as $$
begin
  return query
    with chain as (
      select u.no, u.step, d.id, d.customer_id, d.status, d.grade_code,
        coalesce(lag(d.customer_id) over (order by u.step), buyer) as invited
      from distribution.binding b
      cross join lateral unnest(b.upline[1:depth]) with ordinality as u(no, step)
      join distribution.distributor d on d.account_no = u.no
      where b.customer_id = buyer and b.ended_at is null)
    select c.step, b.id, c.id, c.no, c.customer_id, c.status, c.grade_code, b.expires_at
    from chain c join distribution.binding b on b.customer_id = c.invited and b.ended_at is null order by c.step;
end $$;
