import { model } from "@medusajs/framework/utils";

/** A share of a payment, an unfreezing of what is left, or a share taken back: each under a number of its own. */
export const WechatShare = model.define("wechat_share", {
  id: model.id({ prefix: "wxsh" }).primaryKey(),
  kind: model.enum(["share", "unfreeze", "return"]),
  /** The number at WeChat, fixed before anything is sent. */
  number: model.text().unique(),
  payment_id: model.text(),
  transaction_id: model.text(),
  /** Of a return: the share it takes back from. */
  share_id: model.text().nullable(),
  /** `[{ mch_id, amount_fen, description, result?, fail_reason? }]` */
  parts: model.json(),
  outcome: model.enum(["to_submit", "processing", "succeeded", "partly", "failed"]).default("to_submit"),
  problem: model.text().nullable(),
  requested_by: model.text(),
  ended_at: model.dateTime().nullable(),
});
