import { SERVICE_ROLE } from "../../database/data-source";

/**
 * Who is paid and what: sealed identities, payouts, and the guards that tie a payout's transfers to its row. A state
 * goes forward only; what a payout's state owes the ledger is checked when the transaction commits.
 */
export const payoutsSql = `
create table distribution.identity (
  distributor_id text collate "C" primary key references distribution.distributor,
  real_name_sealed bytea not null,
  id_number_sealed bytea not null,
  id_number_lookup bytea not null,
  notice_version text not null,
  consented_at timestamptz not null
);
create unique index identity_lookup on distribution.identity (id_number_lookup);

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
  state text not null
    check (state in ('requested', 'rejected', 'transferring', 'confirmed', 'failed', 'expired')),
  tax_policy text check (tax_policy in ('none', 'cn-labour')),
  tax_month text check (tax_month ~ '^[0-9]{4}-[0-9]{2}$'),
  withheld_fen bigint,
  requested_at timestamptz not null,
  requested_day date not null,
  reviewed_at timestamptz,
  reviewed_by text,
  ended_at timestamptz,
  reason text,
  reference text,
  unique (distributor_id, request_key),
  constraint withheld_when_sent check (
    (state in ('requested', 'rejected')) = (withheld_fen is null) and (withheld_fen is null) = (tax_month is null)
    and (withheld_fen is null) = (tax_policy is null)),
  constraint withheld_within_amount check (withheld_fen between 0 and amount_fen),
  constraint reviewed_unless_requested check ((state = 'requested') = (reviewed_at is null)),
  constraint ended_when_final check ((state in ('requested', 'transferring')) = (ended_at is null))
);
create unique index payout_under_way on distribution.payout (distributor_id)
  where state in ('requested', 'transferring');
create index payout_own on distribution.payout (distributor_id, requested_at desc, id desc);
create index payout_latest on distribution.payout (requested_at desc, id desc);
create index payout_day on distribution.payout (requested_day);
create index payout_month on distribution.payout (distributor_id, tax_month) where tax_month is not null;
create trigger keep before delete on distribution.payout
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.payout
  for each statement execute function distribution.deny();

create function distribution.refuse_payout_change() returns trigger language plpgsql as $$
begin
  if (new.id, new.outward_number, new.distributor_id, new.distributor_no, new.request_key, new.amount_fen, new.provider)
      is distinct from (old.id, old.outward_number, old.distributor_id, old.distributor_no, old.request_key,
        old.amount_fen, old.provider)
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
create trigger forward before update on distribution.payout
  for each row execute function distribution.refuse_payout_change();

alter table distribution.transfer drop constraint accounts_of_kind, drop constraint one_owner,
  add constraint accounts_of_kind check (case kind
    when 1 then dr = 0 and cr >= 8 and cr & 7 = 1 and order_line_id = source
    when 2 then dr >= 8 and dr & 7 = 1 and cr = 0 and order_line_id is not null
    when 3 then dr >= 8 and dr & 7 = 2 and cr = 0 and order_line_id is not null
    when 4 then dr >= 8 and dr & 7 = 4 and cr = 0 and order_line_id is not null
    when 5 then dr >= 8 and dr & 7 = 1 and cr & 7 = 2 and source like 'run:%:' || (dr >> 3)
    when 6 then dr >= 8 and dr & 7 = 1 and cr & 7 = 4 and source like 'run:%:' || (dr >> 3)
    when 7 then dr >= 8 and dr & 7 = 2 and cr & 7 = 3
    when 8 then dr >= 8 and dr & 7 = 3 and cr & 7 = 2
    when 9 then dr >= 8 and dr & 7 = 3 and cr & 7 = 4
    when 10 then dr >= 8 and dr & 7 = 3 and cr = 1
    when 11 then dr >= 8 and dr & 7 = 3 and cr = 2
    else false end),
  add constraint one_owner check (kind not in (5, 6, 7, 8, 9) or dr >> 3 = cr >> 3);

-- What the ledger holds of a payout, beside what its state asks for.
create view distribution.payout_mismatch as
  select p.id, p.state from distribution.payout p
  cross join lateral (
    select coalesce(sum(t.amount_fen) filter (where t.kind = 7), 0) as held,
      coalesce(sum(t.amount_fen) filter (where t.kind in (8, 9)), 0) as released,
      coalesce(sum(t.amount_fen) filter (where t.kind = 10), 0) as withheld,
      coalesce(sum(t.amount_fen) filter (where t.kind = 11), 0) as paid,
      coalesce(bool_and(coalesce(nullif(t.dr >> 3, 0), t.cr >> 3) = p.distributor_no and t.tier = 0), false) as own
    from distribution.transfer t where t.source = p.id) m
  where not m.own or m.held <> p.amount_fen
    or m.released <> case when p.state in ('rejected', 'failed', 'expired') then p.amount_fen else 0 end
    or m.withheld <> case when p.state = 'confirmed' then p.withheld_fen else 0 end
    or m.paid <> case when p.state = 'confirmed' then p.amount_fen - p.withheld_fen else 0 end;

create function distribution.check_payout() returns trigger language plpgsql security definer
  set search_path = distribution, pg_temp as $$
begin
  if exists (select 1 from payout_mismatch m where m.id = new.id) then
    raise exception 'payout %: its transfers are not what its state asks for', new.id
      using errcode = '23514', constraint = 'payout_booked';
  end if;
  return null;
end $$;
create constraint trigger booked after insert or update on distribution.payout
  deferrable initially deferred for each row execute function distribution.check_payout();

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

grant select, insert on distribution.identity to ${SERVICE_ROLE};
grant select, insert, update (state, tax_policy, tax_month, withheld_fen, reviewed_at, reviewed_by, ended_at, reason,
  reference) on distribution.payout to ${SERVICE_ROLE};
grant select on distribution.payout_mismatch to ${SERVICE_ROLE};
`;

/** Takes the above back; what people were paid must not be forgotten, so it is refused once there is a payout. */
export const payoutsUndoSql = `
do $$ begin
  if exists (select 1 from distribution.payout) then
    raise exception 'there are payouts: this migration cannot be taken back';
  end if;
end $$;
drop trigger check_payouts on distribution.transfer;
drop view distribution.payout_mismatch;
drop table distribution.payout, distribution.identity;
drop function distribution.check_payout(), distribution.check_payout_transfers(),
  distribution.refuse_payout_change();
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
`;
