-- Each verification of the whole ledger, and the first difference it found.
create table distribution.verification (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  actor_id text not null,
  transfers bigint not null,
  closed_months integer not null,
  difference jsonb
);
create trigger append_only before delete or update on distribution.verification
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.verification
  for each statement execute function distribution.deny();
grant select, insert (started_at, ended_at, actor_id, transfers, closed_months, difference) on
  distribution.verification to tengman_distribution;
