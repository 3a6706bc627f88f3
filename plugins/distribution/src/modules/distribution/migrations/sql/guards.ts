/** The compliance row, acknowledgements, the audit trail, and the functions that refuse. */
export const guardsSql = `
create function distribution.deny() returns trigger language plpgsql as $$
begin
  raise exception '%.%: % is refused', tg_table_schema, tg_table_name, lower(tg_op) using errcode = '23514';
end $$;

create table distribution.compliance (
  singleton boolean primary key default true check (singleton),
  profile text not null check (profile in ('cn-mainland', 'unrestricted')),
  maximum_tiers smallint not null,
  changed_at timestamptz not null default now(),
  constraint maximum_tiers_of_profile
    check (maximum_tiers = case profile when 'cn-mainland' then 2 else 10 end)
);
insert into distribution.compliance (profile, maximum_tiers) values ('cn-mainland', 2);

create table distribution.acknowledgement (
  id text collate "C" primary key,
  topic text not null check (topic in ('tier_two')),
  statement text not null check (length(btrim(statement)) > 0),
  actor_id text not null,
  acknowledged_at timestamptz not null
);
create unique index acknowledgement_topic on distribution.acknowledgement (topic);

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
create index audit_subject on distribution.audit (subject_id, seq);

create function distribution.allowed_tiers() returns smallint language sql stable as $$
  select case
    when c.profile = 'cn-mainland'
      and not exists (select 1 from distribution.acknowledgement a where a.topic = 'tier_two') then 1::smallint
    else c.maximum_tiers end
  from distribution.compliance c
$$;

create function distribution.refuse_tier() returns trigger language plpgsql as $$
begin
  if new.tier > distribution.allowed_tiers() then
    raise exception '%: tier % is above the % tiers that are allowed', tg_table_name, new.tier,
      distribution.allowed_tiers() using errcode = '23514', constraint = 'tier_allowed';
  end if;
  return new;
end $$;

create trigger append_only before update or delete on distribution.acknowledgement
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.acknowledgement
  for each statement execute function distribution.deny();
create trigger append_only before update or delete on distribution.audit
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.audit
  for each statement execute function distribution.deny();
`;
