import { model } from "@medusajs/framework/utils";

/** A company that may receive shares of payments. */
export const WechatShareReceiver = model.define("wechat_share_receiver", {
  id: model.id({ prefix: "wxsp" }).primaryKey(),
  mch_id: model.text().unique(),
  name: model.text(),
  relation: model.text(),
});
