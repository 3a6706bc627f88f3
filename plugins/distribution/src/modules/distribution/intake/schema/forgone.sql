-- What was frozen for somebody who earns nothing of it: their account was closed before the money came, or they paid for
-- the order themselves. It is decided once, in place of the accrual; neither can be there beside the other.
create table distribution.forgone (
  order_line_id text collate "C" not null,
  tier smallint not null,
  order_id text collate "C" not null,
  distributor_no bigint not null,
  reason text not null check (reason in ('account_closed', 'paid_by_earner')),
  forgone_at timestamptz not null default clock_timestamp(),
  primary key (order_line_id, tier)
);
create index forgone_distributor on distribution.forgone (distributor_no, forgone_at);
create trigger append_only before delete or update on distribution.forgone
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.forgone for each statement execute function distribution.deny();
grant select, insert (order_line_id, tier, order_id, distributor_no, reason) on distribution.forgone to
  tengman_distribution;

create function distribution.check_forgone() returns trigger language plpgsql as $$
begin
  if exists (select 1 from decided f
    left join distribution.attribution t on t.order_line_id = f.order_line_id and t.tier = f.tier
    left join distribution.distributor d on d.account_no = f.distributor_no
    where t.order_id is distinct from f.order_id or t.distributor_no is distinct from f.distributor_no
      or (f.reason = 'account_closed' and d.status <> 'closed')
      or (f.reason = 'paid_by_earner' and not exists (select 1 from distribution.processed p
        where p.order_id = f.order_id and p.kind = 'capture' and p.payer_customer_id is not null)))
  then
    raise exception 'forgone: it differs from what was frozen or has no reason'
      using errcode = '23514', constraint = 'forgone_as_frozen';
  end if;
  if exists (select 1 from decided f join distribution.accrual a using (order_line_id, tier)) then
    raise exception 'forgone: it has accrued' using errcode = '23514', constraint = 'forgone_or_accrued';
  end if;
  return null;
end $$;
create trigger as_frozen after insert on distribution.forgone referencing new table as decided
  for each statement execute function distribution.check_forgone();

create function distribution.check_accrual_not_forgone() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
begin
  if exists (select 1 from accrued a join forgone f using (order_line_id, tier)) then
    raise exception 'accrual: it was forgone' using errcode = '23514', constraint = 'forgone_or_accrued';
  end if;
  return null;
end $$;
create trigger not_forgone after insert on distribution.accrual referencing new table as accrued
  for each statement execute function distribution.check_accrual_not_forgone();
