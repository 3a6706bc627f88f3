import { model } from "@medusajs/framework/utils";

/** What became at WeChat of a refund that Medusa booked: Medusa knows it was asked for, this knows it arrived. */
export const WechatRefund = model.define("wechat_refund", {
  id: model.id({ prefix: "wxrf" }).primaryKey(),
  /** Medusa's refund (`ref_…`). */
  refund_id: model.text().unique(),
  payment_id: model.text(),
  out_trade_no: model.text(),
  amount_fen: model.text(),
  total_fen: model.text(),
  progress: model.enum(["to_submit", "processing", "succeeded", "needs_attention"]).default("to_submit"),
  /** Grows only when WeChat CLOSED a refund, which alone allows a new number. */
  refund_attempt: model.number().default(1),
  refund_state: model.text().nullable(),
  wechat_refund_id: model.text().nullable(),
  last_error: model.text().nullable(),
  tries: model.number().default(0),
  next_try_at: model.dateTime(),
  /** When Medusa booked it. */
  requested_at: model.dateTime(),
  succeeded_at: model.dateTime().nullable(),
  /** Medusa's own figures have still to follow what this row says. */
  books_due: model.boolean().default(true),
  /** When the order began to ask for less because of it. */
  credited_at: model.dateTime().nullable(),
  /** The day whose bill lists it. */
  billed_on: model.text().nullable(),
});
