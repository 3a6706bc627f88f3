-- Suspicions about a distributor, with the signals that raised them.
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
  constraint decided_unless_open check ((state = 'open') = (decided_at is null) and (decided_at is null) = (decided_by
    is null) and (decided_at is null) = (decision_reason is null))
);
create index risk_case_latest on distribution.risk_case (opened_at desc, id desc);
create index risk_case_own on distribution.risk_case (distributor_id, opened_at desc);
create unique index risk_case_standing on distribution.risk_case (distributor_id) where state in ('open',
  'confirmed');
create trigger keep before delete on distribution.risk_case for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.risk_case
  for each statement execute function distribution.deny();
grant select, insert, update (state, verdict, signals, rules_from, raised_at, decided_at, decided_by, decision_reason)
  on distribution.risk_case to tengman_distribution;

-- What the distributor says about a case, and the answer.
create table distribution.risk_appeal (
  id text collate "C" primary key,
  case_id text collate "C" not null references distribution.risk_case,
  appeal text not null check (length(btrim(appeal)) > 0),
  appealed_at timestamptz not null,
  answered_at timestamptz,
  answer text,
  constraint answered check ((answered_at is null) = (answer is null))
);
create index risk_appeal_case on distribution.risk_appeal (case_id, appealed_at desc);
create unique index risk_appeal_open on distribution.risk_appeal (case_id) where answered_at is null;
create trigger keep before delete on distribution.risk_appeal
  for each row execute function distribution.deny();
create trigger keep_all before truncate on distribution.risk_appeal
  for each statement execute function distribution.deny();
grant select, insert, update (answered_at, answer) on distribution.risk_appeal to tengman_distribution;

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

-- No payout leaves while a case of its owner waits.
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
  when (old.state = 'requested' and new.state = 'transferring') execute function distribution.refuse_held_payout();
