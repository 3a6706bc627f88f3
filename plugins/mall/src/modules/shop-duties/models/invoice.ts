import { model } from "@medusajs/framework/utils";

/** A shopper's request for an order's invoice, and the invoice once it is issued. */
export const Invoice = model
  .define("mall_invoice", {
    id: model.id({ prefix: "minv" }).primaryKey(),
    order_id: model.text(),
    /** `requested` or `issued`. */
    state: model.text(),
    /** `personal` or `company`. */
    type: model.text(),
    title: model.text(),
    tax_number: model.text().nullable(),
    email: model.text(),
    invoice_number: model.text().nullable(),
    url: model.text().nullable(),
    /** Fen: what was paid and not given back when it was issued. */
    issued_amount_fen: model.text().nullable(),
    issued_at: model.dateTime().nullable(),
    /** Who of the merchant's people issued it. */
    issued_by: model.text().nullable(),
    /** Grows with every write; who issues has to have read the last. */
    revision: model.number().default(0),
  })
  .indexes([{ on: ["order_id"], unique: true }, { on: ["state", "id"] }]);
