-- One row: the profile and its most tiers. Only the owner writes it.
create table distribution.compliance (
  singleton boolean default true primary key check (singleton),
  profile text not null check (profile in ('cn-mainland', 'unrestricted')),
  maximum_tiers smallint not null,
  changed_at timestamptz not null default now(),
  constraint maximum_tiers_of_profile check (maximum_tiers = case profile when 'cn-mainland' then 2 else 10 end)
);
grant select on distribution.compliance to tengman_distribution;
insert into distribution.compliance (profile, maximum_tiers) values ('cn-mainland', 2);

-- What the merchant understood, in the words that were shown; until then the mainland profile refuses it.
create table distribution.acknowledgement (
  id text collate "C" primary key,
  topic text not null check (topic in ('tier_two', 'after_purchase', 'self_purchase')),
  statement text not null check (length(btrim(statement)) > 0),
  actor_id text not null,
  acknowledged_at timestamptz not null
);
create unique index acknowledgement_topic on distribution.acknowledgement (topic);
create trigger append_only before delete or update on distribution.acknowledgement
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.acknowledgement
  for each statement execute function distribution.deny();
grant select, insert on distribution.acknowledgement to tengman_distribution;

-- How many tiers may earn today.
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
