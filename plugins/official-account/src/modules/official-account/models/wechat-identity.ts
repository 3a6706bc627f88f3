import { model } from "@medusajs/framework/utils";

/** Which customer a WeChat person is. One row per person and Official Account; other plugins read it by Query. */
export const WechatIdentity = model
  .define("wechat_identity", {
    id: model.id({ prefix: "wxid" }).primaryKey(),
    customer_id: model.text(),
    app_id: model.text(),
    openid: model.text(),
    unionid: model.text().nullable(),
    nickname: model.text(),
    avatar_url: model.text(),
  })
  .indexes([
    { on: ["app_id", "openid"], unique: true, where: "deleted_at IS NULL" },
    { on: ["customer_id"] },
  ]);
