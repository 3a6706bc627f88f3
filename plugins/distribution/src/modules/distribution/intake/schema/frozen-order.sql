-- What is frozen when an order is created: nothing re-reads a binding or a plan for it. Goods that are added and paid
-- for afterwards are an order of their own here, with `parent_id`.
create table distribution.frozen_order (
  order_id text collate "C" primary key,
  customer_id text collate "C",
  display_id bigint,
  outcome text not null check (outcome in ('attributed', 'no_inviter', 'no_plan', 'no_customer', 'other_currency')),
  plan_id text collate "C" references distribution.plan,
  goods_fen bigint not null check (goods_fen >= 0),
  total_fen bigint not null check (total_fen >= 0),
  frozen_at timestamptz not null,
  chain jsonb check (jsonb_typeof(chain) = 'array'),
  parent_id text collate "C" references distribution.frozen_order,
  constraint frozen_order_check check (parent_id <> order_id)
);
create index frozen_order_customer on distribution.frozen_order (customer_id) where customer_id is not null;
create index frozen_order_parent on distribution.frozen_order (parent_id) where parent_id is not null;
create index frozen_order_time on distribution.frozen_order (frozen_at, order_id);
grant select, insert, delete, update (goods_fen, total_fen, frozen_at) on distribution.frozen_order to
  tengman_distribution;

-- The order's lines with the base that commission is computed on, in fen.
create table distribution.frozen_line (
  order_line_id text collate "C" primary key,
  order_id text collate "C" not null references distribution.frozen_order on delete cascade,
  position smallint not null,
  base_fen bigint not null check (base_fen >= 0),
  quantity integer not null default 1 check (quantity > 0),
  variant_id text collate "C",
  product_id text collate "C",
  collection_id text collate "C",
  category_ids text[] not null default '{}'::text[],
  unit_cost_fen bigint check (unit_cost_fen >= 0),
  list_fen bigint check (list_fen >= 0),
  constraint frozen_line_order_id_position_key unique (order_id, "position")
);
grant select, insert, delete on distribution.frozen_line to tengman_distribution;

-- Who earns how much on a line, with the reason: the rate or the fixed amount, its rule, and what cut it.
create table distribution.attribution (
  order_line_id text collate "C" not null references distribution.frozen_line on delete cascade,
  tier smallint not null check (tier >= 1),
  order_id text collate "C" not null references distribution.frozen_order on delete cascade,
  distributor_id text collate "C" not null references distribution.distributor,
  distributor_no bigint not null,
  binding_id text collate "C" references distribution.binding,
  rate_bps integer check (rate_bps >= 1 and rate_bps <= 10000),
  base_fen bigint not null check (base_fen > 0),
  fixed_fen bigint check (fixed_fen > 0),
  quantity integer not null default 1 check (quantity > 0),
  amount_fen bigint not null,
  grade text,
  rule text,
  campaign text,
  cut_by text check (cut_by in ('base', 'per_line', 'margin_floor', 'per_order')),
  constraint amount_of_rate check (amount_fen >= 0 and case
    when cut_by is null then amount_fen = coalesce(base_fen * rate_bps / 10000, fixed_fen * quantity)
    else amount_fen < coalesce(base_fen * rate_bps / 10000, fixed_fen * quantity) end),
  constraint attribution_check check (campaign is null or rule is not null),
  primary key (order_line_id, tier),
  constraint one_rate check ((rate_bps is null) <> (fixed_fen is null))
);
create index attribution_order on distribution.attribution (order_id);
create trigger tier_allowed before insert on distribution.attribution
  for each row execute function distribution.refuse_tier();
grant select, insert, delete on distribution.attribution to tengman_distribution;

-- An order can be taken back (its creation failed) until something of it has accrued.
create function distribution.refuse_thaw() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select 1 from distribution.frozen_line l
    join distribution.accrual a using (order_line_id)
    where l.order_id = old.order_id) then
    raise exception '%: what is frozen stays', tg_table_name using errcode = '23514';
  end if;
  return old;
end $$;
create trigger frozen before delete or update on distribution.attribution
  for each row execute function distribution.refuse_thaw();
create trigger frozen before delete or update on distribution.frozen_line
  for each row execute function distribution.refuse_thaw();
create trigger frozen before delete on distribution.frozen_order
  for each row execute function distribution.refuse_thaw();

-- An order that is changed before its first payment is frozen again in what it costs. Who earns on it stays, and once
-- money was taken in for it all of it does.
create function distribution.refuse_order_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'goods_fen' - 'total_fen' is distinct from to_jsonb(old) - 'goods_fen' - 'total_fen'
    or exists (select 1 from distribution.processed p where p.order_id = old.order_id)
  then
    raise exception 'frozen_order: what is frozen stays' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger frozen_terms before update on distribution.frozen_order
  for each row execute function distribution.refuse_order_change();

-- An addition belongs to its order: same buyer, same plan, same people, same moment.
create function distribution.check_addition() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from distribution.frozen_order o
    where o.order_id = new.parent_id and o.parent_id is null
      and (o.customer_id, o.display_id, o.outcome, o.plan_id, o.frozen_at, coalesce(o.chain, '[]'))
        is not distinct from
        (new.customer_id, new.display_id, new.outcome, new.plan_id, new.frozen_at, coalesce(new.chain, '[]'))
  ) then
    raise exception 'frozen_order: an addition is frozen as its order is'
      using errcode = '23514', constraint = 'addition_of_order';
  end if;
  return new;
end $$;
create trigger addition_of_order before insert on distribution.frozen_order
  for each row when (new.parent_id is not null)
  execute function distribution.check_addition();

-- All tiers of a line together take no more than its base.
create function distribution.check_line_base() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from (select distinct order_line_id from frozen) f
    join distribution.attribution a using (order_line_id)
    join distribution.frozen_line l using (order_line_id)
    group by order_line_id, l.base_fen
    having sum(a.amount_fen) > l.base_fen or bool_or(a.base_fen <> l.base_fen)
  ) then
    raise exception 'attribution: the tiers of a line take more than its base'
      using errcode = '23514', constraint = 'line_base';
  end if;
  return null;
end $$;
create trigger line_base after insert on distribution.attribution referencing new table as frozen
  for each statement execute function distribution.check_line_base();

-- Without a binding only buyers earn on what they buy themselves, where their plan says so.
create function distribution.check_own_purchase() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from frozen f
    join distribution.frozen_order o on o.order_id = f.order_id
    join distribution.distributor d on d.id = f.distributor_id
    left join distribution.plan p on p.id = o.plan_id
    where f.binding_id is null and (f.tier <> 1 or d.customer_id is distinct from o.customer_id
      or p.terms->'binding'->>'self_purchase' is distinct from 'distributor_rate')
  ) then
    raise exception 'attribution: without a binding only buyers earn, where their plan says so'
      using errcode = '23514', constraint = 'own_purchase';
  end if;
  return null;
end $$;
create trigger own_purchase after insert on distribution.attribution referencing new table as frozen
  for each statement execute function distribution.check_own_purchase();
