import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** What is counted of events and of orders. All of it can be thrown away and counted again, as far as events are kept. */
export class Migration20261130031500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(EVENTS);
    this.addSql(ORDERS);
  }

  override async down(): Promise<void> {
    for (const table of [
      "visitor_day",
      "traffic_day",
      "product_day",
      "term_day",
      "hour_day",
      "share",
      "order_fact",
      "order_line_fact",
      "commission_fact",
      "progress",
    ]) {
      this.addSql(`drop table if exists insights.${table};`);
    }
  }
}

/** One row a visitor a day; `steps` are bits: 1 visit, 2 product, 4 cart, 8 checkout, 16 ordered, 32 paid. */
const EVENTS = `create table if not exists insights.visitor_day (
    visitor_id uuid not null,
    day date not null,
    steps integer not null,
    channel text not null,
    share_token text,
    distributor_id text,
    customer_id text,
    events integer not null,
    shares integer not null,
    primary key (visitor_id, day)
  );
  create index if not exists visitor_day_day on insights.visitor_day (day);
  create index if not exists visitor_day_customer on insights.visitor_day (customer_id, day) where customer_id is not null;
  create table if not exists insights.traffic_day (
    day date not null,
    channel text not null,
    distributor_id text not null,
    visitors integer not null,
    new_visitors integer not null,
    product integer not null,
    cart integer not null,
    checkout integer not null,
    ordered integer not null,
    paid integer not null,
    page_views integer not null,
    shares integer not null,
    opens integer not null,
    primary key (day, channel, distributor_id)
  );
  create table if not exists insights.product_day (
    day date not null,
    product_id text not null,
    views integer not null,
    visitors integer not null,
    carts integer not null,
    primary key (day, product_id)
  );
  create table if not exists insights.term_day (
    day date not null,
    term text not null,
    searches integer not null,
    visitors integer not null,
    without_result integer not null,
    primary key (day, term)
  );
  create table if not exists insights.hour_day (
    day date not null,
    hour smallint not null,
    visitors integer not null,
    events integer not null,
    primary key (day, hour)
  );
  create table if not exists insights.share (
    token text primary key,
    distributor_id text not null
  );`;

/** Orders as they stand, with all money from Medusa's transactions and the ledger, in fen; days are Shanghai's. */
const ORDERS = `create table if not exists insights.order_fact (
    order_id text primary key,
    customer_id text,
    placed_at timestamptz not null,
    placed_day date not null,
    paid_at timestamptz,
    paid_day date,
    paid_fen bigint not null,
    refunded_fen bigint not null,
    channel text not null,
    distributor_id text,
    accrued_fen bigint not null,
    clawed_fen bigint not null,
    nth integer
  );
  create index if not exists order_fact_paid on insights.order_fact (paid_day) where paid_day is not null;
  create index if not exists order_fact_placed on insights.order_fact (placed_day);
  create index if not exists order_fact_customer on insights.order_fact (customer_id, paid_at);
  create table if not exists insights.order_line_fact (
    line_id text primary key,
    order_id text not null,
    paid_day date,
    product_id text,
    title text not null,
    pieces integer not null,
    goods_fen bigint not null,
    refunded_pieces integer not null
  );
  create index if not exists order_line_fact_order on insights.order_line_fact (order_id);
  create index if not exists order_line_fact_paid on insights.order_line_fact (paid_day, product_id) where paid_day is not null;
  create table if not exists insights.commission_fact (
    order_id text not null,
    tier smallint not null,
    distributor_id text not null,
    paid_day date,
    accrued_fen bigint not null,
    clawed_fen bigint not null,
    primary key (order_id, tier, distributor_id)
  );
  create index if not exists commission_fact_paid on insights.commission_fact (paid_day) where paid_day is not null;
  create table if not exists insights.progress (
    kind text primary key,
    seen_until timestamptz not null
  );`;
