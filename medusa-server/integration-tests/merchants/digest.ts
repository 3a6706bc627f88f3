import type { Pool } from "pg";

/** What a refused request must have left as it was. */
export type Thing =
  | { readonly kind: "order" | "product" | "promotion" | "person"; readonly id: string }
  | { readonly kind: "settings" | "price lists" | "distribution" };

/** Rows of one table as sorted arrays: moments of writing and whatever only jobs write are left out. */
const rows = (columns: string, from: string) =>
  `(select coalesce(jsonb_agg(jsonb_build_array(${columns}) order by ${columns}), '[]') from ${from})`;

const ORDER = `select jsonb_build_object(
  'order', ${rows("status, version, canceled_at is null, email, customer_id, shipping_address_id", `"order" where id = $1`)},
  'lines', ${rows(
    "i.item_id, i.quantity, i.unit_price, i.fulfilled_quantity, i.shipped_quantity, i.delivered_quantity, i.return_requested_quantity, i.return_received_quantity, i.written_off_quantity",
    `order_item i join "order" o on o.id = i.order_id and o.version = i.version where o.id = $1 and i.deleted_at is null`,
  )},
  'freight', ${rows(
    "m.id, m.amount",
    `order_shipping s join "order" o on o.id = s.order_id and o.version = s.version
       join order_shipping_method m on m.id = s.shipping_method_id where o.id = $1 and s.deleted_at is null`,
  )},
  'discounts', ${rows("a.item_id, a.amount", `order_line_item_adjustment a join order_item i on i.item_id = a.item_id where i.order_id = $1 and a.deleted_at is null and i.deleted_at is null`)},
  'changes', ${rows("id, status, change_type", "order_change where order_id = $1 and deleted_at is null")},
  'change actions', ${rows("id, action, details", "order_change_action where order_id = $1 and deleted_at is null")},
  'transactions', ${rows("amount, reference, reference_id", "order_transaction where order_id = $1 and deleted_at is null")},
  'credit', ${rows("amount, reference", "order_credit_line where order_id = $1 and deleted_at is null")},
  'returns', ${rows("id, status", `return where order_id = $1 and deleted_at is null`)},
  'claims', ${rows("id, canceled_at is null", "order_claim where order_id = $1 and deleted_at is null")},
  'exchanges', ${rows("id, canceled_at is null", "order_exchange where order_id = $1 and deleted_at is null")},
  'parcels', ${rows(
    "f.id, f.shipped_at is null, f.delivered_at is null, f.canceled_at is null",
    "order_fulfillment l join fulfillment f on f.id = l.fulfillment_id where l.order_id = $1 and l.deleted_at is null",
  )},
  'reserved', ${rows(
    "r.line_item_id, r.quantity",
    "reservation_item r where r.deleted_at is null and r.line_item_id in (select item_id from order_item where order_id = $1)",
  )},
  'collections', ${rows(
    "c.id, c.amount, c.status",
    "order_payment_collection l join payment_collection c on c.id = l.payment_collection_id where l.order_id = $1 and l.deleted_at is null and c.deleted_at is null",
  )},
  'money', ${rows(
    "p.id, p.captured_at is null, p.canceled_at is null, (select sum(amount) from capture where payment_id = p.id and deleted_at is null), (select sum(amount) from refund where payment_id = p.id and deleted_at is null)",
    "order_payment_collection l join payment p on p.payment_collection_id = l.payment_collection_id where l.order_id = $1",
  )},
  'at WeChat', ${rows(
    "w.id, w.amount_fen",
    "wechat_refund w join payment p on p.id = w.payment_id join order_payment_collection l on l.payment_collection_id = p.payment_collection_id where l.order_id = $1",
  )},
  'cases', ${rows("id, state, approved_fen", "mall_after_sale_case where order_id = $1 and deleted_at is null")}
) as digest`;

const PRODUCT = `select jsonb_build_object(
  'product', ${rows("id, title, handle, status, deleted_at is null", "product where id = $1")},
  'variants', ${rows("id, title, sku, manage_inventory, allow_backorder, deleted_at is null", "product_variant where product_id = $1")},
  'options', ${rows("o.id, o.title", "product_option o join product_product_option l on l.product_option_id = o.id where l.product_id = $1 and o.deleted_at is null and l.deleted_at is null")},
  'prices', ${rows(
    "p.id, p.amount, p.currency_code, p.price_list_id, p.min_quantity, p.max_quantity",
    "price p join product_variant_price_set l on l.price_set_id = p.price_set_id join product_variant v on v.id = l.variant_id where v.product_id = $1 and p.deleted_at is null",
  )},
  'stock', ${rows(
    "s.id, s.stocked_quantity",
    "inventory_level s join product_variant_inventory_item l on l.inventory_item_id = s.inventory_item_id join product_variant v on v.id = l.variant_id where v.product_id = $1 and s.deleted_at is null",
  )},
  'channels', ${rows("sales_channel_id", "product_sales_channel where product_id = $1 and deleted_at is null")}
) as digest`;

const PROMOTION = `select jsonb_build_object(
  'promotion', ${rows("p.id, p.code, p.status, p.is_automatic, p.campaign_id, p.deleted_at is null", "promotion p where p.id = $1")},
  'method', ${rows("m.id, m.value, m.type, m.target_type, m.allocation, m.max_quantity", "promotion_application_method m where m.promotion_id = $1 and m.deleted_at is null")},
  'campaign', ${rows("c.id, c.name, c.starts_at, c.ends_at", "promotion_campaign c join promotion p on p.campaign_id = c.id where p.id = $1 and c.deleted_at is null")}
) as digest`;

const PERSON = `select jsonb_build_object(
  'customer', ${rows("id, email, phone, first_name, has_account, deleted_at is null", "customer where id = $1")},
  'addresses', ${rows("id, address_1, phone", "customer_address where customer_id = $1 and deleted_at is null")},
  'distributor', ${rows("id, status, grade_code, grade_is_pinned", "distribution.distributor where customer_id = $1")}
) as digest`;

const SETTINGS = `select jsonb_build_object(
  'regions', ${rows("id, name, currency_code, deleted_at is null", "region")},
  'countries', ${rows("iso_2, region_id", "region_country where region_id is not null")},
  'channels', ${rows("id, name, is_disabled, deleted_at is null", "sales_channel")},
  'freight', ${rows("id, name, price_type, deleted_at is null", "shipping_option")},
  'places', ${rows("id, name, deleted_at is null", "stock_location")},
  'store', ${rows("id, name, default_region_id, default_sales_channel_id, default_location_id", "store")}
) as digest`;

const PRICE_LISTS = `select jsonb_build_object(
  'lists', ${rows("id, title, status, type, starts_at, ends_at", "price_list where deleted_at is null")},
  'prices', ${rows("id, amount", "price where price_list_id is not null and deleted_at is null")}
) as digest`;

const DISTRIBUTION = `select jsonb_build_object(
  'distributors', ${rows("id, status, grade_code", "distribution.distributor")},
  'plans', ${rows("id", "distribution.plan")},
  'payouts', ${rows("id, amount_fen, state", "distribution.payout where state in ('requested', 'rejected')")}
) as digest`;

const QUERIES = {
  order: ORDER,
  product: PRODUCT,
  promotion: PROMOTION,
  person: PERSON,
  settings: SETTINGS,
  "price lists": PRICE_LISTS,
  distribution: DISTRIBUTION,
} as const;

/** What is known of a thing, part by part. */
export type Digest = Readonly<Record<string, unknown>>;

/** Reads a thing as the database has it now. */
export async function digestOf(pool: Pool, thing: Thing): Promise<Digest> {
  const given = "id" in thing ? [thing.id] : [];
  const { rows: found } = await pool.query<{ digest: Digest }>(QUERIES[thing.kind], given);
  return found[0]?.digest ?? {};
}

/** The parts of a thing that are not as they were, with both sides. */
export function changesBetween(before: Digest, after: Digest): string[] {
  return Object.keys({ ...before, ...after }).flatMap((part) => {
    const [was, is] = [JSON.stringify(before[part]), JSON.stringify(after[part])];
    return was === is ? [] : [`${part}: ${was} became ${is}`];
  });
}
