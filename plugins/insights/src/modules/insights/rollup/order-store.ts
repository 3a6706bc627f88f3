import type pg from "pg";
import type { Day } from "../../../domain/shanghai-day";
import type { LineAfterSales, OrderCommission } from "./order-rows";

type Queryable = Pick<pg.Pool, "query">;

/** Counts orders as they stand. Money is what Medusa booked on the order, never what an event says. */
export class OrderStore {
  /** Up to when changes were seen. */
  async seenUntil(db: Queryable): Promise<Date> {
    const { rows } = await db.query<{ seen_until: Date }>(
      "select seen_until from insights.progress where kind = 'orders'",
    );
    return rows[0]?.seen_until ?? new Date(0);
  }

  async keepSeenUntil(db: Queryable, seen_until: Date): Promise<void> {
    await db.query(
      `insert into insights.progress (kind, seen_until) values ('orders', $1)
       on conflict (kind) do update set seen_until = greatest(insights.progress.seen_until, excluded.seen_until)`,
      [seen_until],
    );
  }

  /** Orders of Medusa's that changed since a moment, or whose money did. */
  async changedSince(db: Queryable, since: Date): Promise<string[]> {
    const { rows } = await db.query<{ id: string }>(
      `select id from "order" where updated_at >= $1 and not is_draft_order
       union
       select order_id from order_transaction where greatest(updated_at, deleted_at) >= $1`,
      [since],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Counts orders anew, within the caller's transaction.
   * @returns the days on which now somebody else ordered or paid; a refund changes no day's visitors
   */
  async count(
    client: Queryable,
    order_ids: readonly string[],
    commissions: readonly OrderCommission[],
    after_sales: readonly LineAfterSales[],
  ): Promise<Day[]> {
    const ids = [[...order_ids]];
    await client.query("select pg_advisory_xact_lock(hashtext('insights.orders'))");
    const before = await stepsOf(client, order_ids);
    for (const table of ["commission_fact", "order_line_fact", "order_fact"]) {
      await client.query(`delete from insights.${table} where order_id = any ($1)`, ids);
    }
    await client.query(ORDERS, [...ids, JSON.stringify(commissions.map(commissionRow))]);
    await client.query(COMMISSIONS, [JSON.stringify(commissions.map(commissionRow))]);
    await client.query(LINES, [...ids, JSON.stringify(after_sales.map(afterSaleRow))]);
    await client.query(NTH, ids);
    const after = await stepsOf(client, order_ids);
    const changed = [
      ...[...before].filter((step) => !after.has(step)),
      ...[...after].filter((step) => !before.has(step)),
    ];
    return [...new Set(changed.map((step) => step.slice(0, DAY_LENGTH)))].toSorted();
  }
}

const DAY_LENGTH = "2026-11-30".length;

/** Who ordered and who paid on which day: `2026-11-30 16 cus_1`. */
async function stepsOf(db: Queryable, order_ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.query<{ step: string }>(
    `select to_char(d.day, 'YYYY-MM-DD') || ' ' || d.bit || ' ' || o.customer_id as step from insights.order_fact o
     cross join lateral (values (o.placed_day, 16), (o.paid_day, 32)) d(day, bit)
     where o.order_id = any ($1) and d.day is not null and o.customer_id is not null`,
    [[...order_ids]],
  );
  return new Set(rows.map(({ step }) => step));
}

const commissionRow = ({ accrued_fen, clawed_fen, ...row }: OrderCommission) => ({
  ...row,
  accrued_fen: String(accrued_fen),
  clawed_fen: String(clawed_fen),
});

const afterSaleRow = ({ order_line_id, refunded }: LineAfterSales) => ({ line_id: order_line_id, refunded });

const COMMISSION_ROWS = `jsonb_to_recordset($2::jsonb)
  as c(order_id text, tier smallint, distributor_id text, accrued_fen bigint, clawed_fen bigint)`;

/**
 * Booked on an order are captures and, below zero, refunds; a refund that WeChat could not deliver is booked back. The
 * channel is that of the customer's latest visit within thirty days before the order.
 */
const ORDERS = `insert into insights.order_fact (order_id, customer_id, placed_at, placed_day, paid_at, paid_day, paid_fen,
    refunded_fen, channel, distributor_id, accrued_fen, clawed_fen)
  select o.id, o.customer_id, o.created_at, (o.created_at at time zone 'Asia/Shanghai')::date,
    m.paid_at, (m.paid_at at time zone 'Asia/Shanghai')::date,
    coalesce(m.captured, 0), coalesce(m.captured - m.net, 0),
    coalesce(v.channel, 'unknown'), c.distributor_id, coalesce(c.accrued_fen, 0), coalesce(c.clawed_fen, 0)
  from "order" o
  left join lateral (
    select min(t.created_at) filter (where t.reference = 'capture') as paid_at,
      round(coalesce(sum(t.amount) filter (where t.reference = 'capture'), 0) * 100)::bigint as captured,
      round(sum(t.amount) * 100)::bigint as net
    from order_transaction t where t.order_id = o.id and t.deleted_at is null
  ) m on true
  left join lateral (
    select d.channel from insights.visitor_day d
    where d.customer_id = o.customer_id and d.day <= (o.created_at at time zone 'Asia/Shanghai')::date
      and d.day > (o.created_at at time zone 'Asia/Shanghai')::date - 30
    order by d.day desc limit 1
  ) v on true
  left join (
    select order_id, min(distributor_id) filter (where tier = 1) as distributor_id,
      sum(accrued_fen) as accrued_fen, sum(clawed_fen) as clawed_fen
    from ${COMMISSION_ROWS} group by 1
  ) c on c.order_id = o.id
  where o.id = any ($1) and o.deleted_at is null and not o.is_draft_order and o.currency_code = 'cny'`;

const COMMISSIONS = `insert into insights.commission_fact (order_id, tier, distributor_id, paid_day, accrued_fen, clawed_fen)
  select c.order_id, c.tier, c.distributor_id, o.paid_day, c.accrued_fen, c.clawed_fen
  from ${COMMISSION_ROWS.replace("$2", "$1")} join insights.order_fact o on o.order_id = c.order_id`;

/** A line's goods are what it costs after its discounts, as Medusa has them: prices contain their tax. */
const LINES = `insert into insights.order_line_fact (line_id, order_id, paid_day, product_id, title, pieces, goods_fen, refunded_pieces)
  select l.id, f.order_id, f.paid_day, l.product_id, coalesce(l.product_title, l.title), i.quantity::integer,
    round((coalesce(i.unit_price, l.unit_price) * i.quantity - coalesce(a.amount, 0)) * 100)::bigint,
    coalesce(s.refunded, 0)
  from insights.order_fact f
  join "order" o on o.id = f.order_id
  join order_item i on i.order_id = o.id and i.version = o.version and i.deleted_at is null
  join order_line_item l on l.id = i.item_id
  left join lateral (
    select sum(x.amount) as amount from order_line_item_adjustment x
    where x.item_id = l.id and x.deleted_at is null and x.version = (
      select max(y.version) from order_line_item_adjustment y
      where y.item_id = l.id and y.deleted_at is null and y.version <= o.version)
  ) a on true
  left join jsonb_to_recordset($2::jsonb) as s(line_id text, refunded integer) on s.line_id = l.id
  where f.order_id = any ($1) on conflict (line_id) do nothing`;

/** Which of a customer's paid orders each is: the first one makes a new customer. */
const NTH = `update insights.order_fact f set nth = n.nth
  from (
    select order_id, row_number() over (partition by customer_id order by paid_at, order_id) as nth
    from insights.order_fact where paid_at is not null and customer_id in (
      select customer_id from insights.order_fact where order_id = any ($1))
  ) n where n.order_id = f.order_id and f.nth is distinct from n.nth`;
