-- When commission matures, by order line and tier. Written by apply_transfers alone; the service sets its schedule.
create table distribution.accrual (
  order_line_id text collate "C" not null,
  tier smallint not null,
  order_id text collate "C" not null,
  distributor_no bigint not null,
  amount_fen bigint not null check (amount_fen > 0),
  clawed_fen bigint not null default 0,
  state text not null default 'pending' check (state in ('pending', 'available')),
  accrued_at timestamptz not null,
  matures_at timestamptz,
  matured_run text,
  primary key (order_line_id, tier),
  constraint clawed_within_accrued check (clawed_fen >= 0 and clawed_fen <= amount_fen)
);
create index accrual_accrued on distribution.accrual (accrued_at);
create index accrual_due on distribution.accrual (matures_at, order_line_id, tier) where state = 'pending' and
  matures_at is not null;
create index accrual_run on distribution.accrual (matured_run, distributor_no) where matured_run is not null;
grant select, update (state, matures_at, matured_run) on distribution.accrual to tengman_distribution;

-- An accrual goes forward only: it matures once, by a run, at its time.
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

-- What a run moved for a distributor is exactly what it matured for them. The run is compared in the collation of its
-- index.
create function distribution.check_maturations() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
begin
  if exists (
    select 1 from (select distinct source, dr >> 3 as distributor_no from posted where kind in (5, 6)) p
    where (select sum(t.amount_fen) from transfer t where t.source = p.source and t.tier = 0 and t.kind in (5, 6))
      is distinct from
      (select sum(a.amount_fen - a.clawed_fen) from accrual a
       where a.matured_run = split_part(p.source, ':', 2) collate "default" and a.distributor_no = p.distributor_no)
  ) then
    raise exception 'transfer: a maturation differs from what its run matured'
      using errcode = '23514', constraint = 'maturation_of_run';
  end if;
  return null;
end $$;
create trigger check_maturations after insert on distribution.transfer referencing new table as posted
  for each statement execute function distribution.check_maturations();
