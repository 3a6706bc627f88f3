import { SERVICE_ROLE } from "../../database/data-source";

/**
 * What accounts have in common, kept as keyed hashes only; cases and their appeals; and the guard that lets no payout
 * leave while a case of its owner waits.
 */
export const riskSql = `
create table distribution.risk_trace (
  kind text not null check (kind in ('device', 'address', 'person', 'payee')),
  mark bytea not null,
  customer_id text collate "C" not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (kind, mark, customer_id)
);
create index risk_trace_customer on distribution.risk_trace (customer_id, kind);

create table distribution.risk_case (
  id text collate "C" primary key,
  distributor_id text collate "C" not null references distribution.distributor,
  state text not null check (state in ('open', 'cleared', 'confirmed')),
  verdict text not null check (verdict in ('review', 'hold')),
  signals jsonb not null check (jsonb_array_length(signals) > 0),
  rules_from date not null,
  opened_at timestamptz not null,
  raised_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  decision_reason text,
  constraint decided_unless_open check (
    (state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by is null)
    and (decided_at is null) = (decision_reason is null))
);
create unique index risk_case_standing on distribution.risk_case (distributor_id)
  where state in ('open', 'confirmed');
create index risk_case_latest on distribution.risk_case (opened_at desc, id desc);
create index risk_case_own on distribution.risk_case (distributor_id, opened_at desc);
create index binding_bound on distribution.binding (distributor_id, bound_at);
create index payout_waiting on distribution.payout (requested_at, id) where state = 'requested';
create index audit_actor on distribution.audit (actor_id, seq);
create index audit_action on distribution.audit (action, seq);

create table distribution.risk_appeal (
  id text collate "C" primary key,
  case_id text collate "C" not null references distribution.risk_case,
  appeal text not null check (length(btrim(appeal)) > 0),
  appealed_at timestamptz not null,
  answered_at timestamptz,
  answer text,
  constraint answered check ((answered_at is null) = (answer is null))
);
create unique index risk_appeal_open on distribution.risk_appeal (case_id) where answered_at is null;
create index risk_appeal_case on distribution.risk_appeal (case_id, appealed_at desc);

create trigger keep before delete on distribution.risk_case
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.risk_case
  for each statement execute function distribution.deny();
create trigger keep before delete on distribution.risk_appeal
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.risk_appeal
  for each statement execute function distribution.deny();

create function distribution.refuse_case_change() returns trigger language plpgsql as $$
begin
  if (new.id, new.distributor_id, new.opened_at) is distinct from (old.id, old.distributor_id, old.opened_at)
    or not (case old.state when 'open' then true when 'confirmed' then new.state = 'cleared' else false end)
  then
    raise exception 'risk_case: % cannot become %', old.state, new.state
      using errcode = '23514', constraint = 'risk_case_forward';
  end if;
  return new;
end $$;
create trigger forward before update on distribution.risk_case
  for each row execute function distribution.refuse_case_change();

create function distribution.refuse_held_payout() returns trigger language plpgsql as $$
begin
  if exists (select 1 from distribution.risk_case c
    where c.distributor_id = new.distributor_id and c.state in ('open', 'confirmed')) then
    raise exception 'payout %: a risk case of its owner waits', new.id
      using errcode = '23514', constraint = 'payout_held';
  end if;
  return new;
end $$;
create trigger held before update on distribution.payout for each row
  when (old.state = 'requested' and new.state = 'transferring')
  execute function distribution.refuse_held_payout();

grant select, insert, delete, update (last_seen_at) on distribution.risk_trace to ${SERVICE_ROLE};
grant select, insert, update (state, verdict, signals, rules_from, raised_at, decided_at, decided_by, decision_reason)
  on distribution.risk_case to ${SERVICE_ROLE};
grant select, insert, update (answered_at, answer) on distribution.risk_appeal to ${SERVICE_ROLE};
`;

/** Takes the above back; what a merchant decided must not be forgotten. */
export const riskUndoSql = `
do $$ begin
  if exists (select 1 from distribution.risk_case where state <> 'open') then
    raise exception 'risk cases were decided: this migration cannot be taken back';
  end if;
end $$;
drop trigger held on distribution.payout;
drop table distribution.risk_appeal, distribution.risk_case, distribution.risk_trace;
drop function distribution.refuse_held_payout(), distribution.refuse_case_change();
drop index distribution.binding_bound, distribution.payout_waiting, distribution.audit_actor,
  distribution.audit_action;
`;
