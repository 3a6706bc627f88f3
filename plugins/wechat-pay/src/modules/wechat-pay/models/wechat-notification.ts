import { model } from "@medusajs/framework/utils";

/** A notification WeChat signed. Kept for good: it is the evidence of what WeChat told us and what we made of it. */
export const WechatNotification = model.define("wechat_notification", {
  id: model.id({ prefix: "wxn" }).primaryKey(),
  /** WeChat's own id of the notification; repeated deliveries share it. */
  notification_id: model.text().unique(),
  subject: model.enum(["transaction", "refund", "transfer"]),
  event_type: model.text(),
  /** The signature headers as received: enough, with WeChat's key, to prove when it was sent. */
  headers: model.json(),
  /** The decrypted resource without the payer. */
  resource: model.json(),
  out_trade_no: model.text().nullable(),
  state: model.enum(["received", "processed", "rejected"]).default("received"),
  /** What processing came to: `captured`, `already_captured`, `refund_stray`, `refund_recorded`, `transfer_recorded`, `ignored`. */
  outcome: model.text().nullable(),
  rejection_reason: model.text().nullable(),
  attempts: model.number().default(0),
  next_attempt_at: model.dateTime(),
  processed_at: model.dateTime().nullable(),
});
