import type pg from "pg";
import type { ShopDay } from "../../../domain/reports/overview";
import type { DayRange } from "../../../domain/reports/range";

const SQL = `select to_char(d, 'YYYY-MM-DD') as day,
    coalesce(t.visitors, 0)::integer as visitors, coalesce(t.new_visitors, 0)::integer as new_visitors,
    coalesce(t.buyers, 0)::integer as buyers, coalesce(p.orders, 0)::integer as orders,
    coalesce(m.paid_orders, 0)::integer as paid_orders, coalesce(m.paid_fen, 0)::bigint as paid_fen,
    coalesce(m.refunded_fen, 0)::bigint as refunded_fen, coalesce(m.accrued_fen, 0)::bigint as accrued_fen,
    coalesce(m.clawed_fen, 0)::bigint as clawed_fen
  from generate_series($1::date, $2::date, interval '1 day') d
  left join (select day, sum(visitors) as visitors, sum(new_visitors) as new_visitors, sum(paid) as buyers
    from insights.traffic_day where day between $1 and $2 group by 1) t on t.day = d
  left join (select placed_day, count(*) as orders from insights.order_fact
    where placed_day between $1 and $2 group by 1) p on p.placed_day = d
  left join (select paid_day, count(*) as paid_orders, sum(paid_fen) as paid_fen, sum(refunded_fen) as refunded_fen,
      sum(accrued_fen) as accrued_fen, sum(clawed_fen) as clawed_fen
    from insights.order_fact where paid_day between $1 and $2 group by 1) m on m.paid_day = d
  order by d`;

/** The days of a range, each of them. */
export async function readShopDays(pool: pg.Pool, { from, to }: DayRange): Promise<ShopDay[]> {
  const { rows } = await pool.query(SQL, [from, to]);
  return rows.map((row) => ({
    ...row,
    paid_fen: BigInt(row.paid_fen),
    refunded_fen: BigInt(row.refunded_fen),
    accrued_fen: BigInt(row.accrued_fen),
    clawed_fen: BigInt(row.clawed_fen),
  }));
}
