import type pg from "pg";

/** A table as collectors have it that write each event by itself: a key and fourteen indexes. */
export const NAIVE_TABLE = [
  `create table naive_event (
     id uuid primary key, visitor_id uuid not null, occurred_at timestamptz not null, kind smallint not null,
     path text, product_id text, term text, channel text, customer_id text, share_token text)`,
  ...[
    "visitor_id",
    "occurred_at",
    "kind",
    "path",
    "product_id",
    "term",
    "channel",
    "customer_id",
    "share_token",
    "visitor_id, occurred_at",
    "kind, occurred_at",
    "path, occurred_at",
    "product_id, occurred_at",
    "channel, occurred_at",
  ].map((columns) => `create index on naive_event (${columns})`),
];

/** So many events of yesterday, of a sixth as many visitors. */
export async function makeDay(pool: pg.Pool, count: number): Promise<void> {
  const midnight = `date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai'`;
  await pool.query(
    `insert into insights.event (event_id, visitor_id, occurred_at, kind, path, product_id, term, results, channel)
     select gen_random_uuid(), md5((random() * $1 / 6)::integer::text)::uuid,
       ${midnight} - random() * interval '86399 seconds', k, '/pages/product/index',
       case when k in (2, 6) then 'prod_' || (random() * 500)::integer end,
       case when k = 3 then 'term ' || (random() * 2000)::integer end, case when k = 3 then (random() * 3)::integer end,
       (array['wechat', 'share', 'direct', 'search'])[1 + (random() * 3)::integer]
     from (select (array[1, 1, 1, 2, 2, 3, 6, 7])[1 + (random() * 7)::integer] as k from generate_series(1, $1::integer)) e`,
    [count],
  );
  await pool.query(
    "insert into insights.changed_day (day) values ((now() at time zone 'Asia/Shanghai')::date - 1)",
  );
}

/** Counted orders of the last two years, with two lines and two tiers each, and the days of what was counted of visitors. */
export async function fillReports(pool: pg.Pool, orders: number): Promise<void> {
  await pool.query(
    `insert into insights.order_fact (order_id, customer_id, placed_at, placed_day, paid_at, paid_day, paid_fen,
       refunded_fen, channel, distributor_id, accrued_fen, clawed_fen, nth)
     select 'bench_' || i, 'cus_' || (i % ($1 / 4 + 1)), at, at::date, at, at::date, 1000 + i % 9000, i % 50, 'share',
       case when i % 3 = 0 then 'dist_' || i % 2000 end, 100, i % 5, 1 + i / ($1 / 4 + 1)
     from (select i, now() - random() * interval '730 days' as at from generate_series(1, $1::integer) i) o`,
    [orders],
  );
  await pool.query(
    `insert into insights.order_line_fact (line_id, order_id, paid_day, product_id, title, pieces, goods_fen, refunded_pieces)
     select order_id || '_' || n, order_id, paid_day, 'prod_' || (random() * 500)::integer, 'a product', 1, 500, 0
     from insights.order_fact cross join generate_series(1, 2) n where order_id like 'bench_%'`,
  );
  await pool.query(
    `insert into insights.commission_fact (order_id, tier, distributor_id, paid_day, accrued_fen, clawed_fen)
     select order_id, n, distributor_id, paid_day, 50, 1
     from insights.order_fact cross join generate_series(1, 2) n
     where order_id like 'bench_%' and distributor_id is not null`,
  );
  await pool.query(
    `insert into insights.traffic_day select d::date, c, 'dist_' || n, 20, 5, 12, 5, 3, 2, 1, 60, 1, 4
     from generate_series(now() - interval '60 days', now() - interval '2 days', interval '1 day') d
     cross join unnest(array['wechat', 'share', 'direct']) c cross join generate_series(1, 500) n`,
  );
  await pool.query(
    "analyze insights.order_fact, insights.order_line_fact, insights.commission_fact, insights.traffic_day",
  );
}
