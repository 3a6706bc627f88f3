import { SERVICE_ROLE } from "../../database/data-source";

/**
 * Receipts, and the guards of maturing: an accrual goes forward only, when its time is set, and what a run moves for a
 * distributor must be exactly what it matured for them.
 */
export const maturationSql = `
create table distribution.receipt (
  order_id text collate "C" primary key references distribution.frozen_order,
  received_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create trigger append_only before update or delete on distribution.receipt
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.receipt
  for each statement execute function distribution.deny();
alter table distribution.intake_progress drop constraint intake_progress_kind_check,
  add constraint intake_progress_kind_check check (kind in ('capture', 'refund', 'receipt'));

create index accrual_due on distribution.accrual (matures_at, order_line_id, tier)
  where state = 'pending' and matures_at is not null;
create index accrual_run on distribution.accrual (matured_run, distributor_no) where matured_run is not null;

create function distribution.refuse_backward() returns trigger language plpgsql as $$
begin
  if old.matured_run is not null and (new.state, new.matures_at, new.matured_run)
      is distinct from (old.state, old.matures_at, old.matured_run) then
    raise exception 'accrual: what has matured stays' using errcode = '23514', constraint = 'accrual_forward';
  end if;
  if (new.state = 'available') <> (new.matured_run is not null) or (new.state = 'available' and new.matures_at is null)
  then
    raise exception 'accrual: it matures by a run, at its time' using errcode = '23514', constraint = 'accrual_forward';
  end if;
  return new;
end $$;
create trigger forward before update on distribution.accrual
  for each row execute function distribution.refuse_backward();

alter table distribution.transfer drop constraint accounts_of_kind, drop constraint one_owner,
  add constraint accounts_of_kind check (case kind
    when 1 then dr = 0 and cr >= 8 and cr & 7 = 1 and order_line_id = source
    when 2 then dr >= 8 and dr & 7 = 1 and cr = 0 and order_line_id is not null
    when 3 then dr >= 8 and dr & 7 = 2 and cr = 0 and order_line_id is not null
    when 4 then dr >= 8 and dr & 7 = 4 and cr = 0 and order_line_id is not null
    when 5 then dr >= 8 and dr & 7 = 1 and cr & 7 = 2 and source like 'run:%:' || (dr >> 3)
    when 6 then dr >= 8 and dr & 7 = 1 and cr & 7 = 4 and source like 'run:%:' || (dr >> 3)
    else false end),
  add constraint one_owner check (kind < 5 or dr >> 3 = cr >> 3);

create function distribution.check_maturations() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
begin
  if exists (
    select 1 from (select distinct source, dr >> 3 as distributor_no from posted where kind in (5, 6)) p
    where (select sum(t.amount_fen) from transfer t where t.source = p.source and t.tier = 0 and t.kind in (5, 6))
      is distinct from
      (select sum(a.amount_fen - a.clawed_fen) from accrual a
       where a.matured_run = split_part(p.source, ':', 2) and a.distributor_no = p.distributor_no)
  ) then
    raise exception 'transfer: a maturation differs from what its run matured'
      using errcode = '23514', constraint = 'maturation_of_run';
  end if;
  return null;
end $$;
create trigger check_maturations after insert on distribution.transfer referencing new table as posted
  for each statement execute function distribution.check_maturations();

-- Whoever moves what stands in several accounts of a person first locks all of them, in the order of their numbers.
create function distribution.lock_balances(distributor_nos bigint[])
  returns table (account bigint, balance_fen bigint) language sql security definer
  set search_path = distribution, pg_temp as $$
  select b.account, b.balance_fen from balance b
  where b.account = any (select no * 8 + bucket from unnest(distributor_nos) as no, generate_series(1, 4) as bucket)
  order by b.account for update
$$;
drop function distribution.lock_available(bigint[]);

grant select, insert (order_id, received_at) on distribution.receipt to ${SERVICE_ROLE};
`;

/** Takes the above back; what has matured would be lost, so it is refused once anything has. */
export const maturationUndoSql = `
do $$ begin
  if exists (select 1 from distribution.transfer where kind > 4) then
    raise exception 'something has matured: this migration cannot be taken back';
  end if;
end $$;
create function distribution.lock_available(distributor_nos bigint[])
  returns table (distributor_no bigint, balance_fen bigint) language sql security definer
  set search_path = distribution, pg_temp as $$
  select b.account >> 3, b.balance_fen from balance b
  where b.account = any (select no * 8 + 2 from unnest(distributor_nos) as no)
  order by b.account for update
$$;
drop function distribution.lock_balances(bigint[]);
drop trigger check_maturations on distribution.transfer;
drop trigger forward on distribution.accrual;
drop function distribution.check_maturations(), distribution.refuse_backward();
alter table distribution.transfer drop constraint accounts_of_kind, drop constraint one_owner,
  add constraint accounts_of_kind check (case kind
    when 1 then dr = 0 and cr >= 8 and cr & 7 = 1 and order_line_id = source
    when 2 then dr >= 8 and dr & 7 = 1 and cr = 0 and order_line_id is not null
    when 3 then dr >= 8 and dr & 7 = 2 and cr = 0 and order_line_id is not null
    when 4 then dr >= 8 and dr & 7 = 4 and cr = 0 and order_line_id is not null
    when 5 then dr >= 8 and dr & 7 = 1 and cr & 7 = 2
    else false end),
  add constraint one_owner check (kind <> 5 or dr >> 3 = cr >> 3);
drop index distribution.accrual_due, distribution.accrual_run;
delete from distribution.intake_progress where kind = 'receipt';
alter table distribution.intake_progress drop constraint intake_progress_kind_check,
  add constraint intake_progress_kind_check check (kind in ('capture', 'refund'));
drop table distribution.receipt;
update distribution.accrual set matures_at = null;
`;
