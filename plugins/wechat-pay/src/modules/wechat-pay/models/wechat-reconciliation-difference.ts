import { model } from "@medusajs/framework/utils";

/** One thing on which WeChat's bill and the shop's books disagree. */
export const WechatReconciliationDifference = model.define("wechat_reconciliation_difference", {
  id: model.id({ prefix: "wxdf" }).primaryKey(),
  day: model.text(),
  cause: model.text(),
  out_trade_no: model.text().nullable(),
  out_refund_no: model.text().nullable(),
  /** Our number of a transfer to a person. */
  out_bill_no: model.text().nullable(),
  /** WeChat's own number of the payment or refund. */
  wechat_id: model.text().nullable(),
  bill_fen: model.text().nullable(),
  shop_fen: model.text().nullable(),
});
