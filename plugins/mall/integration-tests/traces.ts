import type { TestShop } from "../../../scripts/local/test-shop.mjs";

/** Tables in which a purchase leaves rows. */
const TABLES = [
  "cart",
  "cart_line_item",
  "cart_line_item_adjustment",
  "cart_shipping_method",
  "cart_shipping_method_adjustment",
  "cart_address",
  "cart_promotion",
  "cart_payment_collection",
  "payment_collection",
  "payment_session",
  "order",
  "order_cart",
  "reservation_item",
  "mall_order",
] as const;

/** How many living rows each table holds. */
export async function traces(shop: TestShop): Promise<Record<string, number>> {
  const counts = TABLES.map(
    (table) => `(select count(*) from "${table}" where deleted_at is null) as "${table}"`,
  );
  const { rows } = await shop.pool.query(`select ${counts.join(", ")}`);
  return Object.fromEntries(TABLES.map((table) => [table, Number(rows[0][table])]));
}

/** How often a code was used, as its campaign's budget counts, or the promotion itself. */
export async function usesOf(shop: TestShop, code: string): Promise<number> {
  const { rows } = await shop.pool.query(
    `select coalesce(b.used, p.used, 0) as used from promotion p
     left join promotion_campaign c on c.id = p.campaign_id
     left join promotion_campaign_budget b on b.campaign_id = c.id where p.code = $1`,
    [code],
  );
  return Number(rows[0].used);
}

/** How many pieces of a variant are reserved for orders. */
export async function reservedOf(shop: TestShop, variant_id: string): Promise<number> {
  const { rows } = await shop.pool.query(
    `select coalesce(sum(l.reserved_quantity), 0) as reserved from inventory_level l
     join product_variant_inventory_item i on i.inventory_item_id = l.inventory_item_id where i.variant_id = $1`,
    [variant_id],
  );
  return Number(rows[0].reserved);
}

/** How many pieces are reserved for one line of an order. */
export async function heldFor(shop: TestShop, line_id: string): Promise<number> {
  const { rows } = await shop.pool.query(
    `select coalesce(sum(quantity), 0) as held from reservation_item
     where line_item_id = $1 and deleted_at is null`,
    [line_id],
  );
  return Number(rows[0].held);
}

/** Waits for something a job or an event brings about; fails after a minute and a half. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`it never came about that ${what}`);
}
