import type pg from "pg";
import type { ProductFigures } from "../../../domain/reports/products";
import type { DayRange } from "../../../domain/reports/range";

const SQL = `select coalesce(s.product_id, v.product_id) as product_id, coalesce(s.title, '') as title,
    coalesce(v.views, 0)::integer as views, coalesce(v.visitors, 0)::integer as visitors,
    coalesce(v.carts, 0)::integer as carts, coalesce(s.orders, 0)::integer as orders,
    coalesce(s.pieces, 0)::integer as pieces, coalesce(s.refunded_pieces, 0)::integer as refunded_pieces,
    coalesce(s.goods_fen, 0)::bigint as goods_fen
  from (
    select product_id, max(title) as title, count(distinct order_id) as orders, sum(pieces) as pieces,
      sum(refunded_pieces) as refunded_pieces, sum(goods_fen) as goods_fen
    from insights.order_line_fact where paid_day between $1 and $2 group by 1
  ) s full join (
    select product_id, sum(views) as views, sum(visitors) as visitors, sum(carts) as carts
    from insights.product_day where day between $1 and $2 group by 1
  ) v on v.product_id = s.product_id
  order by coalesce(s.goods_fen, 0) desc, coalesce(v.views, 0) desc, 1 limit 1000`;

/** The thousand products of a range that sold or were seen most; visitors are those of each day, summed. */
export async function readProducts(pool: pg.Pool, { from, to }: DayRange): Promise<ProductFigures[]> {
  const { rows } = await pool.query(SQL, [from, to]);
  return rows.map((row) => ({ ...row, goods_fen: BigInt(row.goods_fen) }));
}
