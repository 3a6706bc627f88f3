import { model } from "@medusajs/framework/utils";

/**
 * A shopper's after-sale case (售后单): what is asked back, what the merchant decided, and how far the money has come.
 * Amounts are whole fen as decimal strings.
 */
export const AfterSaleCase = model
  .define("mall_after_sale_case", {
    id: model.id({ prefix: "asc" }).primaryKey(),
    order_id: model.text(),
    customer_id: model.text(),
    type: model.text(),
    state: model.text(),
    reason: model.text(),
    description: model.text(),
    lines: model.hasMany(() => AfterSaleLine, { mappedBy: "after_sale" }),
    asked_fen: model.text(),
    goods_fen: model.text(),
    /** Freight the merchant may add: the order's, when nothing else of it is left. */
    freight_fen: model.text(),
    approved_fen: model.text().nullable(),
    reject_reason: model.text().nullable(),
    /** Where the goods go, as the merchant wrote it. */
    return_to: model.text().nullable(),
    send_back_by: model.dateTime().nullable(),
    /** When a request that nobody answers is agreed to by itself; empty: never. */
    answer_by: model.dateTime().nullable(),
    /** Whether it was agreed to by the clock. */
    is_automatic: model.boolean().default(false),
    carrier: model.text().nullable(),
    tracking_number: model.text().nullable(),
    /** Medusa's return, once the goods are back in stock. */
    return_id: model.text().nullable(),
    /** Medusa's refund, once it is booked. */
    refund_id: model.text().nullable(),
    decided_at: model.dateTime().nullable(),
    sent_back_at: model.dateTime().nullable(),
    goods_received_at: model.dateTime().nullable(),
    refund_began_at: model.dateTime().nullable(),
    refunded_at: model.dateTime().nullable(),
    /** Whether what of it was never sent is still to be taken off its order. */
    is_withdrawing: model.boolean().default(false),
    /** Empty while the case is open. */
    closed_at: model.dateTime().nullable(),
    /** Grows with every write; a write that read an older one is refused. */
    revision: model.number().default(0),
  })
  .cascades({ delete: ["lines"] })
  .indexes([
    { on: ["customer_id", "id"] },
    { on: ["order_id", "id"] },
    { on: ["state", "id"] },
    { on: ["id"], where: "closed_at is null" },
    { on: ["answer_by"], where: "state = 'requested'" },
    { on: ["id"], name: "IDX_mall_after_sale_case_is_withdrawing", where: "is_withdrawing" },
  ]);

/** A photograph that a shopper has sent as evidence; without a case while that is still being written. */
export const AfterSalePicture = model
  .define("mall_after_sale_photo", {
    id: model.id({ prefix: "asph" }).primaryKey(),
    order_id: model.text(),
    customer_id: model.text(),
    after_sale_id: model.text().nullable(),
    /** The private file of Medusa's file module. */
    file_id: model.text(),
    mime_type: model.text(),
  })
  .indexes([{ on: ["after_sale_id", "id"] }, { on: ["customer_id"], where: "after_sale_id is null" }]);

/** How much of an order's line a case is about. The index lets one open case at a time have a line. */
export const AfterSaleLine = model
  .define("mall_after_sale_line", {
    id: model.id({ prefix: "asl" }).primaryKey(),
    after_sale: model.belongsTo(() => AfterSaleCase, { mappedBy: "lines" }),
    order_line_id: model.text(),
    quantity: model.number(),
    /** What these pieces cost. */
    goods_fen: model.text().nullable(),
    /** How many of them were taken off the order, and what was paid for those. */
    withdrawn_quantity: model.number().default(0),
    withdrawn_fen: model.text().nullable(),
    is_open: model.boolean().default(true),
  })
  .indexes([{ on: ["order_line_id"], unique: true, where: "is_open" }]);
