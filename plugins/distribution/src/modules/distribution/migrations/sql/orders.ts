/** What is frozen when an order is created, and which captures and refunds were taken in. */
export const ordersSql = `
create table distribution.frozen_order (
  order_id text collate "C" primary key,
  customer_id text collate "C",
  display_id bigint,
  outcome text not null check (outcome in ('attributed', 'no_inviter', 'no_plan', 'no_customer', 'other_currency')),
  plan_id text collate "C" references distribution.plan,
  goods_fen bigint not null check (goods_fen >= 0),
  total_fen bigint not null check (total_fen >= 0),
  frozen_at timestamptz not null
);
create table distribution.frozen_line (
  order_line_id text collate "C" primary key,
  order_id text collate "C" not null references distribution.frozen_order on delete cascade,
  position smallint not null,
  base_fen bigint not null check (base_fen >= 0),
  unique (order_id, position)
);
create table distribution.attribution (
  order_line_id text collate "C" not null references distribution.frozen_line on delete cascade,
  tier smallint not null check (tier >= 1),
  order_id text collate "C" not null references distribution.frozen_order on delete cascade,
  distributor_id text collate "C" not null references distribution.distributor,
  distributor_no bigint not null,
  binding_id text collate "C" not null references distribution.binding,
  rate_bps integer not null check (rate_bps between 1 and 10000),
  base_fen bigint not null check (base_fen > 0),
  primary key (order_line_id, tier)
);
create index attribution_order on distribution.attribution (order_id);
create trigger tier_allowed before insert on distribution.attribution
  for each row execute function distribution.refuse_tier();

create table distribution.processed (
  seq bigint generated always as identity unique,
  kind text not null check (kind in ('capture', 'refund')),
  id text collate "C" not null,
  order_id text collate "C",
  outcome text not null check (outcome in ('recorded', 'without_order', 'without_attribution')),
  amount_fen bigint not null check (amount_fen >= 0),
  goods_fen bigint not null check (goods_fen between 0 and amount_fen),
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (kind, id)
);
create index processed_order on distribution.processed (order_id, seq);
create trigger append_only before update or delete on distribution.processed
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.processed
  for each statement execute function distribution.deny();

create table distribution.intake_progress (
  kind text primary key check (kind in ('capture', 'refund')),
  seen_until timestamptz not null
);
`;
