import { model } from "@medusajs/framework/utils";

/** What happened to a transfer, for the merchant who asks why. */
export const WechatTransferEvent = model.define("wechat_transfer_event", {
  id: model.id({ prefix: "wxte" }).primaryKey(),
  transfer_id: model.text(),
  happened_at: model.dateTime(),
  /** `state`: WeChat's word; `problem`: why it does not go on; `cancel_requested`. */
  kind: model.enum(["state", "problem", "cancel_requested"]),
  detail: model.text(),
});
