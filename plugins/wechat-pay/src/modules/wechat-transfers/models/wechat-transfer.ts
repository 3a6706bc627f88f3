import { model } from "@medusajs/framework/utils";

/** A transfer to a person (商家转账) that somebody asked for, from before WeChat heard of it to its end. */
export const WechatTransfer = model.define("wechat_transfer", {
  id: model.id({ prefix: "wxtr" }).primaryKey(),
  /** The number fixed by whoever promised the money; never another one for the same promise. */
  out_bill_no: model.text().unique(),
  customer_id: model.text(),
  /** The receiver, kept because a number may be asked for again with the same parameters only. */
  app_id: model.text(),
  openid: model.text(),
  amount_fen: model.text(),
  state: model.text().default("TO_SUBMIT"),
  transfer_bill_no: model.text().nullable(),
  package_info: model.text().nullable(),
  fail_reason: model.text().nullable(),
  /** Why it does not go on, while somebody has to do something about it. */
  problem: model.text().nullable(),
  submitted_at: model.dateTime().nullable(),
  unsure_at: model.dateTime().nullable(),
  confirm_by: model.dateTime().nullable(),
  cancel_requested_at: model.dateTime().nullable(),
  ended_at: model.dateTime().nullable(),
});
