import type { Pool } from "pg";

/** A customer's facts straight from Medusa's tables, by one statement that shares nothing with the plugin. */
export async function factsByHand(pool: Pool, customer_id: string): Promise<unknown> {
  const { rows } = await pool.query(
    `with money as (
       select o.id, o.created_at,
         (select coalesce(sum(c.amount), 0) from capture c where c.payment_id = p.id and c.deleted_at is null) as paid,
         (select coalesce(sum(r.amount), 0) from refund r where r.payment_id = p.id and r.deleted_at is null) as refunded,
         (select count(*) from refund r where r.payment_id = p.id and r.deleted_at is null) as refunds
       from "order" o
       join order_payment_collection l on l.order_id = o.id and l.deleted_at is null
       join payment p on p.payment_collection_id = l.payment_collection_id and p.deleted_at is null
       where o.customer_id = $1 and o.deleted_at is null),
     paid as (select * from money where paid > 0),
     goods as (
       select distinct li.product_id from paid join order_item i on i.order_id = paid.id
       join order_line_item li on li.id = i.item_id)
     select $1 as customer_id, count(*)::int as order_count, (100 * sum(paid))::bigint::text as paid_fen,
       (100 * sum(refunded))::bigint::text as refunded_fen, sum(refunds)::int as refund_count,
       min(created_at) as first_order_at, max(created_at) as last_order_at,
       (select array_agg(product_id order by product_id) from goods) as product_ids,
       (select array_agg(distinct above.id order by above.id) from goods
         join product_category_product cp on cp.product_id = goods.product_id
         join product_category c on c.id = cp.product_category_id
         join product_category above on c.mpath = above.mpath or c.mpath like above.mpath || '.%') as category_ids
     from paid`,
    [customer_id],
  );
  return rows[0];
}
