import type pg from "pg";
import type { DayRange } from "../../../domain/reports/range";
import type { SourceTraffic } from "../../../domain/reports/traffic";

/** By what visitors and orders are told apart. */
const COLUMNS = { channel: "channel", distributor: "coalesce(distributor_id, '')" } as const;

/** Most visitors first. */
const sqlBy = (column: string) => `select coalesce(t.source, m.source) as source,
    coalesce(t.visitors, 0)::integer as visitors, coalesce(t.new_visitors, 0)::integer as new_visitors,
    coalesce(t.product, 0)::integer as product, coalesce(t.cart, 0)::integer as cart,
    coalesce(t.checkout, 0)::integer as checkout, coalesce(t.ordered, 0)::integer as ordered,
    coalesce(t.paid, 0)::integer as paid, coalesce(t.page_views, 0)::integer as page_views,
    coalesce(t.shares, 0)::integer as shares, coalesce(t.opens, 0)::integer as opens,
    coalesce(m.paid_orders, 0)::integer as paid_orders, coalesce(m.net_fen, 0)::bigint as net_fen
  from (
    select ${column} as source, sum(visitors) as visitors, sum(new_visitors) as new_visitors, sum(product) as product,
      sum(cart) as cart, sum(checkout) as checkout, sum(ordered) as ordered, sum(paid) as paid,
      sum(page_views) as page_views, sum(shares) as shares, sum(opens) as opens
    from insights.traffic_day where day between $1 and $2 group by 1
  ) t full join (
    select ${column} as source, count(*) as paid_orders, sum(paid_fen - refunded_fen) as net_fen
    from insights.order_fact where paid_day between $1 and $2 group by 1
  ) m on m.source = t.source
  order by coalesce(t.visitors, 0) desc, coalesce(m.net_fen, 0) desc, 1 limit 200`;

/** Visitors, orders and money of a range by channel or by distributor. */
export async function readTraffic(
  pool: pg.Pool,
  { from, to }: DayRange,
  by: keyof typeof COLUMNS,
): Promise<SourceTraffic[]> {
  const { rows } = await pool.query(sqlBy(COLUMNS[by]), [from, to]);
  return rows.map((row) => ({ ...row, net_fen: BigInt(row.net_fen) }));
}
