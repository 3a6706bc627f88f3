import { model } from "@medusajs/framework/utils";

/** How many notifications were not believed, by day (Asia/Shanghai) and reason. Nothing else is kept of them. */
export const WechatNotificationRefusal = model
  .define("wechat_notification_refusal", {
    id: model.id({ prefix: "wxnr" }).primaryKey(),
    day: model.text(),
    reason: model.text(),
    count: model.number().default(0),
  })
  .indexes([{ on: ["day", "reason"], unique: true }]);
