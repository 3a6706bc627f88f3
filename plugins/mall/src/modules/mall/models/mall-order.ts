import { model } from "@medusajs/framework/utils";

/**
 * What Medusa does not know about an order's life: when it must be paid, who confirmed receipt, which request placed
 * it, and whether its coupons were given back. `paid_at`, `shipped_at` and `state` repeat Medusa's own record, so that
 * lists and jobs can ask for them; `sync-orders` keeps them true.
 */
export const MallOrder = model
  .define("mall_order", {
    id: model.id({ prefix: "mord" }).primaryKey(),
    /** Empty only while the order is being placed. */
    order_id: model.text().unique().nullable(),
    customer_id: model.text(),
    /** Empty until the cart is made, a moment after the row. */
    cart_id: model.text().nullable(),
    /** Empty for an order of zero. */
    payment_session_id: model.text().nullable(),
    idempotency_key: model.text(),
    request_fingerprint: model.text(),
    /** Pieces by variant, as they were ordered: what the shopper holds until the order is paid or closed. */
    pieces: model.json().nullable(),
    /** The codes it was ordered with. */
    promo_codes: model.json().nullable(),
    state: model.text(),
    pay_by: model.dateTime(),
    paid_at: model.dateTime().nullable(),
    shipped_at: model.dateTime().nullable(),
    received_at: model.dateTime().nullable(),
    receipt_source: model.text().nullable(),
    closed_at: model.dateTime().nullable(),
    close_reason: model.text().nullable(),
    /** What the shopper said when cancelling. */
    close_note: model.text().nullable(),
    coupons_returned_at: model.dateTime().nullable(),
    /** When the shopper took it off their list; the order itself stays. */
    hidden_at: model.dateTime().nullable(),
    /** When the shopper last asked the merchant to ship. */
    reminded_at: model.dateTime().nullable(),
    /** When the row was last compared with Medusa's record. */
    synced_at: model.dateTime(),
    /** Grows with every write; a write that read an older one is refused. */
    revision: model.number().default(0),
  })
  .indexes([
    { on: ["customer_id", "idempotency_key"], unique: true },
    { on: ["customer_id", "id"] },
    { on: ["state", "pay_by"] },
    { on: ["state", "shipped_at"] },
    { on: ["state", "synced_at"] },
  ]);
