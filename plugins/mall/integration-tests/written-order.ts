import type { TestShop } from "../../../scripts/local/test-shop.mjs";

/** What differs between two orders of the same goods. */
const OWN = new Set([
  "id",
  "order_id",
  "item_id",
  "cart_id",
  "shipping_address_id",
  "shipping_method_id",
  "display_id",
  "custom_display_id",
  "created_at",
  "updated_at",
  "payment_collection_id",
]);

const TABLES: readonly (readonly [name: string, sql: string])[] = [
  ["order", `select to_jsonb(o) as row from "order" o where o.id = $1`],
  [
    "address",
    `select to_jsonb(a) as row from order_address a join "order" o on o.shipping_address_id = a.id where o.id = $1`,
  ],
  [
    "lines",
    `select to_jsonb(l) as row from order_item i join order_line_item l on l.id = i.item_id where i.order_id = $1
     order by l.metadata->>'position'`,
  ],
  [
    "quantities",
    `select to_jsonb(i) as row from order_item i where i.order_id = $1 order by i.metadata->>'position'`,
  ],
  [
    "discounts",
    `select to_jsonb(a) as row from order_item i join order_line_item_adjustment a on a.item_id = i.item_id
     where i.order_id = $1 order by i.metadata->>'position', a.code`,
  ],
  [
    "freight",
    `select to_jsonb(m) as row from order_shipping s join order_shipping_method m on m.id = s.shipping_method_id
     where s.order_id = $1`,
  ],
  ["summary", `select to_jsonb(s) as row from order_summary s where s.order_id = $1`],
  [
    "reservations",
    `select to_jsonb(r) - 'external_id' - 'line_item_id' as row from reservation_item r
     where r.deleted_at is null and r.line_item_id in (select item_id from order_item where order_id = $1)
     order by r.inventory_item_id`,
  ],
  [
    "promotions",
    `select to_jsonb(l) as row from order_promotion l where l.order_id = $1 and l.deleted_at is null order by l.promotion_id`,
  ],
  [
    "payment",
    `select jsonb_build_object('amount', c.raw_amount, 'currency', c.currency_code, 'status', c.status,
       'session', s.raw_amount, 'session_status', s.status, 'provider', s.provider_id) as row
     from order_payment_collection l join payment_collection c on c.id = l.payment_collection_id
     join payment_session s on s.payment_collection_id = c.id where l.order_id = $1 and l.deleted_at is null`,
  ],
  [
    "cart",
    `select jsonb_build_object('completed', c.completed_at is not null, 'email', c.email, 'customer', c.customer_id,
       'lines', (select count(*) from cart_line_item where cart_id = c.id and deleted_at is null),
       'promotions', (select count(*) from cart_promotion where cart_id = c.id and deleted_at is null),
       'payments', (select count(*) from cart_payment_collection where cart_id = c.id and deleted_at is null)) as row
     from order_cart l join cart c on c.id = l.cart_id where l.order_id = $1 and l.deleted_at is null`,
  ],
];

/** All that Medusa keeps of an order, without what is its own: ids and times. */
export async function writtenOrder(shop: TestShop, order_id: string): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(
    TABLES.map(async ([name, sql]) => {
      const { rows } = await shop.pool.query<{ row: Record<string, unknown> }>(sql, [order_id]);
      return [name, rows.map(({ row }) => shared(row))] as const;
    }),
  );
  return Object.fromEntries(tables);
}

const shared = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !OWN.has(column)));

/** What a cart of Medusa's comes to, by the mark in its metadata: whole fen as text, its lines by variant. */
export async function cartAmounts(shop: TestShop, mark: string) {
  const { rows } = await shop.pool.query(
    `select l.variant_id, (l.unit_price * 100)::numeric(20)::text as price,
       coalesce((select sum(a.amount) * 100 from cart_line_item_adjustment a
         where a.item_id = l.id and a.deleted_at is null), 0)::numeric(20)::text as discount
     from cart c join cart_line_item l on l.cart_id = c.id and l.deleted_at is null
     where c.metadata->>'mark' = $1 order by l.metadata->>'position'`,
    [mark],
  );
  const { rows: freight } = await shop.pool.query(
    `select (coalesce(sum(m.amount - coalesce((select sum(a.amount) from cart_shipping_method_adjustment a
       where a.shipping_method_id = m.id and a.deleted_at is null), 0)), 0) * 100)::numeric(20)::text as fen
     from cart c join cart_shipping_method m on m.cart_id = c.id and m.deleted_at is null
     where c.metadata->>'mark' = $1`,
    [mark],
  );
  return {
    freight_fen: freight[0].fen as string,
    lines: rows.map(({ variant_id, price, discount }) => [variant_id, price, discount] as string[]),
  };
}
