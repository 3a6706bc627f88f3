-- Published versions of the plan. They never change; the one in force is the latest that has begun.
create table distribution.plan (
  id text collate "C" primary key,
  version integer not null unique check (version > 0),
  name text not null,
  joining_mode text not null check (joining_mode in ('free', 'after_purchase', 'review', 'invitation')),
  holding_days integer not null check (holding_days >= 0),
  protection_days integer not null check (protection_days >= 0),
  minimum_payout_fen bigint not null check (minimum_payout_fen >= 0),
  agreement_version text not null,
  agreement_title text not null,
  agreement_body text not null,
  published_at timestamptz not null,
  published_by text not null,
  effective_from timestamptz not null,
  terms jsonb not null default '{}'::jsonb check (jsonb_typeof(terms) = 'object'),
  constraint not_backdated check (effective_from >= published_at)
);
create index plan_start on distribution.plan (effective_from, version);
create trigger keep before truncate on distribution.plan for each statement execute function distribution.deny();
create trigger published before delete or update on distribution.plan
  for each row execute function distribution.deny();
grant select, insert on distribution.plan to tengman_distribution;

-- What each tier earns: a rate or a fixed amount a piece.
create table distribution.plan_tier (
  plan_id text collate "C" not null references distribution.plan,
  tier smallint not null check (tier >= 1),
  rate_bps integer check (rate_bps >= 1 and rate_bps <= 10000),
  fixed_fen bigint check (fixed_fen > 0),
  constraint one_rate check ((rate_bps is null) <> (fixed_fen is null)),
  primary key (plan_id, tier)
);
create trigger keep before truncate on distribution.plan_tier
  for each statement execute function distribution.deny();
create trigger published before delete or update on distribution.plan_tier
  for each row execute function distribution.deny();
create trigger tier_allowed before insert on distribution.plan_tier
  for each row execute function distribution.refuse_tier();
grant select, insert on distribution.plan_tier to tengman_distribution;

create function distribution.refuse_joining() returns trigger language plpgsql as $$
begin
  if new.joining_mode = 'after_purchase'
    and (select profile from distribution.compliance) = 'cn-mainland'
    and not exists (select 1 from distribution.acknowledgement where topic = 'after_purchase') then
    raise exception 'plan: joining after a purchase was not acknowledged'
      using errcode = '23514', constraint = 'joining_allowed';
  end if;
  return new;
end $$;
create trigger joining_allowed before insert on distribution.plan
  for each row execute function distribution.refuse_joining();

create function distribution.refuse_self_purchase() returns trigger language plpgsql as $$
begin
  if coalesce(new.terms->'binding'->>'self_purchase', 'none') <> 'none'
    and (select profile from distribution.compliance) = 'cn-mainland'
    and not exists (select 1 from distribution.acknowledgement where topic = 'self_purchase') then
    raise exception 'plan: paying for own purchases was not acknowledged'
      using errcode = '23514', constraint = 'self_purchase_allowed';
  end if;
  return new;
end $$;
create trigger self_purchase_allowed before insert on distribution.plan
  for each row execute function distribution.refuse_self_purchase();
