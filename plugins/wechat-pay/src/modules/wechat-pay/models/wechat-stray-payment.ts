import { model } from "@medusajs/framework/utils";

/** Money that reached a cancelled order, and its way back to the payer. It is never captured in Medusa. */
export const WechatStrayPayment = model.define("wechat_stray_payment", {
  id: model.id({ prefix: "wxsp" }).primaryKey(),
  out_trade_no: model.text().unique(),
  payment_session_id: model.text(),
  order_id: model.text().nullable(),
  transaction_id: model.text().nullable(),
  amount_fen: model.text(),
  progress: model.enum(["to_submit", "processing", "succeeded", "needs_attention"]).default("to_submit"),
  /** Grows only when WeChat CLOSED a refund, which alone allows a new number. */
  refund_attempt: model.number().default(1),
  refund_state: model.text().nullable(),
  wechat_refund_id: model.text().nullable(),
  last_error: model.text().nullable(),
  tries: model.number().default(0),
  next_try_at: model.dateTime(),
  refunded_at: model.dateTime().nullable(),
});
