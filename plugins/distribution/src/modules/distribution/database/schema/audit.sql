-- Who did what at the merchant's, with the state before and after.
create table distribution.audit (
  seq bigint generated always as identity primary key,
  occurred_at timestamptz not null,
  actor_id text not null,
  action text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  reason text
);
create index audit_action on distribution.audit (action, seq);
create index audit_actor on distribution.audit (actor_id, seq);
create index audit_subject on distribution.audit (subject_id, seq);
create trigger append_only before delete or update on distribution.audit
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.audit for each statement execute function distribution.deny();
grant select, insert on distribution.audit to tengman_distribution;
