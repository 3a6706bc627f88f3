-- Payouts. A state goes forward only; what it owes the ledger is checked when the transaction commits.
create table distribution.payout (
  id text collate "C" primary key,
  outward_number text collate "C" not null unique check (outward_number ~ '^[0-9A-HJKMNP-TV-Z]{26}$'),
  distributor_id text collate "C" not null references distribution.distributor,
  distributor_no bigint not null,
  request_key text collate "C" not null,
  provider text not null,
  payee_sealed bytea not null,
  payee_hint text not null,
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('requested', 'rejected', 'transferring', 'confirmed', 'failed', 'expired')),
  tax_policy text check (tax_policy in ('none', 'cn-labour', 'cn-platform-cumulative')),
  tax_month text check (tax_month ~ '^[0-9]{4}-[0-9]{2}$'),
  withheld_fen bigint,
  requested_at timestamptz not null,
  requested_day date not null,
  reviewed_at timestamptz,
  reviewed_by text,
  ended_at timestamptz,
  reason text,
  reference text,
  fee_fen bigint not null default 0 check (fee_fen >= 0),
  fee_plan_id text collate "C" references distribution.plan,
  identity_version integer not null default 1,
  payee_sealed_with text collate "C" not null default '1',
  constraint ended_when_final check ((state in ('requested', 'transferring')) = (ended_at is null)),
  constraint payout_distributor_id_request_key_key unique (distributor_id, request_key),
  constraint reviewed_unless_requested check ((state = 'requested') = (reviewed_at is null)),
  constraint withheld_when_sent check ((state in ('requested', 'rejected')) = (withheld_fen is null) and (withheld_fen
    is null) = (tax_month is null) and (withheld_fen is null) = (tax_policy is null)),
  constraint withheld_within_amount check (withheld_fen >= 0 and coalesce(withheld_fen, 0) + fee_fen <= amount_fen)
);
create index payout_day on distribution.payout (requested_day);
create index payout_latest on distribution.payout (requested_at desc, id desc);
create index payout_month on distribution.payout (distributor_id, tax_month) where tax_month is not null;
create index payout_own on distribution.payout (distributor_id, requested_at desc, id desc);
create index payout_reviewed on distribution.payout (reviewed_at) where withheld_fen is not null;
create index payout_tax_month on distribution.payout (tax_month, distributor_id) where tax_month is not null;
create unique index payout_under_way on distribution.payout (distributor_id) where state in ('requested',
  'transferring');
create index payout_waiting on distribution.payout (requested_at, id) where state = 'requested';
create trigger keep before delete on distribution.payout for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.payout
  for each statement execute function distribution.deny();
grant select, insert, update (state, tax_policy, tax_month, withheld_fen, reviewed_at, reviewed_by, ended_at, reason,
  reference) on distribution.payout to tengman_distribution;

-- One reminder a payout at most: the row is written before anybody is reminded.
create table distribution.payout_reminder (
  payout_id text collate "C" primary key references distribution.payout,
  reminded_at timestamptz not null
);
create trigger append_only before delete or update on distribution.payout_reminder
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.payout_reminder
  for each statement execute function distribution.deny();
grant select, insert on distribution.payout_reminder to tengman_distribution;

-- Payouts whose transfers are not what their state asks for. It is empty.
create view distribution.payout_mismatch as
  select p.id, p.state from distribution.payout p
  cross join lateral (
    select coalesce(sum(t.amount_fen) filter (where t.kind = 7), 0) as held,
      coalesce(sum(t.amount_fen) filter (where t.kind in (8, 9)), 0) as released,
      coalesce(sum(t.amount_fen) filter (where t.kind = 10), 0) as withheld,
      coalesce(sum(t.amount_fen) filter (where t.kind = 11), 0) as paid,
      coalesce(sum(t.amount_fen) filter (where t.kind = 12), 0) as fee,
      coalesce(bool_and(coalesce(nullif(t.dr >> 3, 0), t.cr >> 3) = p.distributor_no and t.tier = 0), false) as own
    from distribution.transfer t where t.source = p.id) m
  where not m.own or m.held <> p.amount_fen
    or m.released <> case when p.state in ('rejected', 'failed', 'expired') then p.amount_fen else 0 end
    or m.withheld <> case when p.state = 'confirmed' then p.withheld_fen else 0 end
    or m.fee <> case when p.state = 'confirmed' then p.fee_fen else 0 end
    or m.paid <> case when p.state = 'confirmed' then p.amount_fen - p.withheld_fen - p.fee_fen else 0 end;
grant select on distribution.payout_mismatch to tengman_distribution;

-- A payout names the identity it is paid under.
create function distribution.name_payee() returns trigger language plpgsql as $$
begin
  select coalesce(max(i.version), 1) into new.identity_version
  from distribution.identity i where i.distributor_id = new.distributor_id;
  return new;
end $$;
create trigger name_payee before insert on distribution.payout
  for each row execute function distribution.name_payee();

-- A payout costs what the plan that was in force asks for.
create function distribution.check_fee() returns trigger language plpgsql as $$
declare fee jsonb := (select terms->'payout_fee' from distribution.plan where id = new.fee_plan_id);
begin
  if new.fee_fen <> (case fee->>'kind' when 'fixed' then (fee->>'fixed_fen')::bigint
    when 'share' then greatest(new.amount_fen * (fee->>'rate_bps')::bigint / 10000, (fee->>'minimum_fen')::bigint)
    else 0 end) then
    raise exception 'payout %: its fee is not what its plan asks for', new.id
      using errcode = '23514', constraint = 'fee_as_planned';
  end if;
  return new;
end $$;
create trigger fee_as_planned before insert on distribution.payout
  for each row execute function distribution.check_fee();

create function distribution.refuse_payout_change() returns trigger language plpgsql as $$
begin
  if (new.id, new.outward_number, new.distributor_id, new.distributor_no, new.request_key, new.amount_fen,
      new.provider, new.fee_fen, new.fee_plan_id)
      is distinct from (old.id, old.outward_number, old.distributor_id, old.distributor_no, old.request_key,
      old.amount_fen, old.provider, old.fee_fen, old.fee_plan_id)
    or old.ended_at is not null
    or (old.state = 'transferring' and (new.withheld_fen, new.tax_month, new.tax_policy)
      is distinct from (old.withheld_fen, old.tax_month, old.tax_policy))
    or not (case old.state when 'requested' then new.state in ('rejected', 'transferring')
      when 'transferring' then new.state in ('confirmed', 'failed', 'expired') else false end)
  then
    raise exception 'payout: % cannot become %', old.state, new.state
      using errcode = '23514', constraint = 'payout_forward';
  end if;
  return new;
end $$;
create trigger forward before update on distribution.payout for each row
  when (old.payee_sealed_with = new.payee_sealed_with or (to_jsonb(old) - '{payee_sealed,payee_sealed_with}'::text[])
    is distinct from (to_jsonb(new) - '{payee_sealed,payee_sealed_with}'::text[])) execute function
    distribution.refuse_payout_change();

create function distribution.check_payout() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
begin
  if exists (select 1 from payout_mismatch m where m.id = new.id) then
    raise exception 'payout %: its transfers are not what its state asks for', new.id
      using errcode = '23514', constraint = 'payout_booked';
  end if;
  return null;
end $$;
create constraint trigger booked after insert or update on distribution.payout deferrable initially deferred
  for each row execute function distribution.check_payout();

create function distribution.check_payout_transfers() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
begin
  if exists (
    select 1 from (select distinct source from posted where kind >= 7) s
    where not exists (select 1 from payout p where p.id = s.source)
      or exists (select 1 from payout_mismatch m where m.id = s.source)
  ) then
    raise exception 'transfer: it is not what its payout asks for'
      using errcode = '23514', constraint = 'transfer_of_payout';
  end if;
  return null;
end $$;
create trigger check_payouts after insert on distribution.transfer referencing new table as posted
  for each statement execute function distribution.check_payout_transfers();
