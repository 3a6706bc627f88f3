/** Plans, distributors, share tokens and bindings: what people read and decide. */
export const peopleSql = `
create table distribution.plan (
  id text collate "C" primary key,
  version integer not null unique check (version > 0),
  name text not null,
  joining_mode text not null check (joining_mode in ('free')),
  holding_days integer not null check (holding_days >= 0),
  protection_days integer not null check (protection_days >= 0),
  minimum_payout_fen bigint not null check (minimum_payout_fen >= 0),
  agreement_version text not null,
  agreement_title text not null,
  agreement_body text not null,
  published_at timestamptz not null,
  published_by text not null
);
create table distribution.plan_tier (
  plan_id text collate "C" not null references distribution.plan,
  tier smallint not null check (tier >= 1),
  rate_bps integer not null check (rate_bps between 1 and 10000),
  primary key (plan_id, tier)
);
create trigger tier_allowed before insert on distribution.plan_tier
  for each row execute function distribution.refuse_tier();
create trigger published before update or delete on distribution.plan
  for each row execute function distribution.deny();
create trigger published before update or delete on distribution.plan_tier
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.plan
  for each statement execute function distribution.deny();
create trigger keep before truncate on distribution.plan_tier
  for each statement execute function distribution.deny();

create table distribution.distributor (
  id text collate "C" primary key,
  account_no bigint generated always as identity unique,
  customer_id text collate "C" not null unique,
  status text not null check (status in ('applied', 'active', 'frozen', 'closed')),
  display_name text not null,
  agreement_version text not null,
  agreement_accepted_at timestamptz not null,
  joined_at timestamptz not null
);
create index distributor_joined on distribution.distributor (joined_at desc, id desc);

create table distribution.share_token (
  token text collate "C" primary key check (token ~ '^[A-Za-z0-9_-]{16,32}$'),
  distributor_id text collate "C" not null references distribution.distributor,
  target_type text not null check (target_type in ('shop', 'product')),
  target_id text check ((target_type = 'shop') = (target_id is null)),
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at),
  revoked_at timestamptz
);
create index share_token_distributor on distribution.share_token (distributor_id, target_type, target_id);

create table distribution.binding (
  id text collate "C" primary key,
  customer_id text collate "C" not null,
  distributor_id text collate "C" not null references distribution.distributor,
  share_token text collate "C" not null references distribution.share_token,
  bound_at timestamptz not null,
  protected_until timestamptz not null,
  ended_at timestamptz,
  end_reason text check ((ended_at is null) = (end_reason is null))
);
create unique index binding_current on distribution.binding (customer_id) where ended_at is null;
create index binding_distributor on distribution.binding (distributor_id) where ended_at is null;
create trigger keep before delete on distribution.binding
  for each row execute function distribution.deny();
`;
