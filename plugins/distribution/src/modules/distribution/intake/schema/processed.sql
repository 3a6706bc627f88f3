-- Captures and refunds that were taken in. Medusa's ids are the keys, so each is taken in once.
create table distribution.processed (
  seq bigint generated always as identity unique,
  kind text not null check (kind in ('capture', 'refund')),
  id text collate "C" not null,
  order_id text collate "C",
  outcome text not null check (outcome in ('recorded', 'without_order', 'without_attribution')),
  amount_fen bigint not null check (amount_fen >= 0),
  goods_fen bigint not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  lines jsonb,
  payer_customer_id text collate "C",
  constraint processed_check check (goods_fen >= 0 and goods_fen <= amount_fen),
  primary key (kind, id)
);
comment on column distribution.processed.lines is
  'order line id to fen, where the refund of an after-sale case is for certain lines; null: for the order as a whole';
create index processed_order on distribution.processed (order_id, seq);
create trigger append_only before delete or update on distribution.processed
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.processed
  for each statement execute function distribution.deny();
grant select, insert on distribution.processed to tengman_distribution;

-- Up to when each kind was taken in.
create table distribution.intake_progress (
  kind text primary key check (kind in ('capture', 'refund', 'receipt')),
  seen_until timestamptz not null
);
grant select, insert, update on distribution.intake_progress to tengman_distribution;

-- When orders were received; the return window runs from there.
create table distribution.receipt (
  order_id text collate "C" primary key references distribution.frozen_order,
  received_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create trigger append_only before delete or update on distribution.receipt
  for each row execute function distribution.deny();
create trigger keep before truncate on distribution.receipt for each statement execute function distribution.deny();
grant select, insert (order_id, received_at) on distribution.receipt to tengman_distribution;

-- Lines that a refund names come to its goods.
create function distribution.check_refunded_lines() returns trigger language plpgsql as $$
declare
  named numeric;
begin
  if new.kind <> 'refund' or jsonb_typeof(new.lines) <> 'object' or new.lines = '{}'
    or exists (select 1 from jsonb_each(new.lines) l
      where jsonb_typeof(l.value) <> 'string' or l.value #>> '{}' !~ '^[1-9][0-9]{0,17}$') then
    raise exception 'lines of % are no fen by line', new.id using errcode = 'check_violation';
  end if;
  select sum(value::numeric) into named from jsonb_each_text(new.lines);
  if named <> new.goods_fen then
    raise exception 'lines of % come to %, its goods to %', new.id, named, new.goods_fen
      using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger refunded_lines before insert on distribution.processed
  for each row when (new.lines is not null)
  execute function distribution.check_refunded_lines();
