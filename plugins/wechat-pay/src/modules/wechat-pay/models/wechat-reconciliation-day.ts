import { model } from "@medusajs/framework/utils";

/** A day (in China) compared with WeChat's bills; running it again replaces what it said. */
export const WechatReconciliationDay = model.define("wechat_reconciliation_day", {
  id: model.id({ prefix: "wxrd" }).primaryKey(),
  day: model.text().unique(),
  state: model.enum(["matched", "differing", "failed"]),
  /** What the trade bill lists. */
  payment_count: model.number().default(0),
  payment_fen: model.text().default("0"),
  refund_count: model.number().default(0),
  refund_fen: model.text().default("0"),
  /** What the fund-flow bill lists, fees included. */
  income_fen: model.text().default("0"),
  expense_fen: model.text().default("0"),
  difference_count: model.number().default(0),
  runs: model.number().default(1),
  last_error: model.text().nullable(),
  reconciled_at: model.dateTime(),
});
