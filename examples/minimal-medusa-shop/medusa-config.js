const { readFileSync } = require("node:fs");
const { defineConfig } = require("@medusajs/framework/utils");

/** @param {string} name */
function variable(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing; see .env.example`);
  return value;
}

// One object, used twice: by the plugin (notifications, reconciliation) and by the payment provider.
const wechatPay = {
  app_id: variable("WECHAT_PAY_APP_ID"),
  mch_id: variable("WECHAT_PAY_MCH_ID"),
  merchant_serial: variable("WECHAT_PAY_MERCHANT_SERIAL"),
  merchant_private_key: readFileSync(variable("WECHAT_PAY_MERCHANT_KEY_FILE"), "utf8"),
  api_v3_key: variable("WECHAT_PAY_API_V3_KEY"),
  public_key_id: variable("WECHAT_PAY_PUBLIC_KEY_ID"),
  public_key: readFileSync(variable("WECHAT_PAY_PUBLIC_KEY_FILE"), "utf8"),
  base_url: process.env.WECHAT_PAY_BASE_URL || "https://api.mch.weixin.qq.com",
  notify_base_url: variable("SHOP_ORIGIN"),
};

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: variable("DATABASE_URL"),
    http: {
      storeCors: variable("SHOP_ORIGIN"),
      adminCors: variable("SHOP_ORIGIN"),
      authCors: variable("SHOP_ORIGIN"),
      jwtSecret: variable("JWT_SECRET"),
      cookieSecret: variable("COOKIE_SECRET"),
    },
  },
  // Built with `medusa build` in a real shop; here the API is enough.
  admin: { disable: true },
  plugins: [{ resolve: "@tengman/wechat-pay", options: wechatPay }],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          { resolve: "@tengman/wechat-pay/providers/wechat-pay", id: "wechat", options: wechatPay },
        ],
      },
    },
  ],
});
