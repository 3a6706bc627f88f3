// The shop's one configuration: which plugins, with which options, fed by the checked environment.
const { join } = require("node:path");
const { defineConfig } = require("@medusajs/framework/utils");
const { ADMIN_ROLES } = require("./medusa-server/admin-permissions.js");
const { accountsOptions, phoneLoginOptions } = require("./medusa-server/log-in-environment.js");
const { logisticsOptions } = require("./medusa-server/logistics-environment.js");
const { officialAccountPush } = require("./medusa-server/official-account-environment.js");
const { orderNumber } = require("./medusa-server/order-number.js");
const { BUILD_TIME_VARIABLES, readEnvironment, verificationFile } = require("./medusa-server/environment.js");

// Building needs the plugins' names, but no secrets and no addresses: an image is built once and configured later.
const building = process.env.SHOP_BUILD === "1";
const environment = readEnvironment(building ? BUILD_TIME_VARIABLES : process.env);

const wechatPay = {
  app_id: environment.WECHAT_OA_APP_ID,
  mch_id: environment.WECHAT_PAY_MCH_ID,
  merchant_serial: environment.WECHAT_PAY_MERCHANT_SERIAL,
  merchant_private_key: environment.WECHAT_PAY_MERCHANT_PRIVATE_KEY,
  merchant_certificate: environment.WECHAT_PAY_MERCHANT_CERTIFICATE,
  api_v3_key: environment.WECHAT_PAY_API_V3_KEY,
  public_key_id: environment.WECHAT_PAY_PUBLIC_KEY_ID,
  public_key: environment.WECHAT_PAY_PUBLIC_KEY,
  public_keys: environment.WECHAT_PAY_MORE_PUBLIC_KEYS,
  platform_certificates: environment.WECHAT_PAY_PLATFORM_CERTIFICATES,
  app_ids: environment.WECHAT_PAY_MORE_APP_IDS,
  metrics_token: environment.WECHAT_PAY_METRICS_TOKEN,
  ...(environment.WECHAT_PAY_PROFIT_SHARING === "on" ? { profit_sharing: {} } : {}),
  admin_permissions: environment.SHOP_ADMIN_PERMISSIONS,
  // The ledger's module: its promised transfers are compared with WeChat's bills.
  transfer_books: "distribution",
  base_url: environment.WECHAT_PAY_BASE_URL,
  notify_base_url: environment.SHOP_ORIGIN,
};

const origins = [environment.SHOP_ORIGIN, ...environment.SHOP_EXTRA_ORIGINS];

const officialAccount = {
  app_id: environment.WECHAT_OA_APP_ID,
  app_secret: environment.WECHAT_OA_APP_SECRET,
  api_base_url: environment.WECHAT_OA_API_BASE_URL,
  open_base_url: environment.WECHAT_OA_OPEN_BASE_URL,
  allowed_hosts: origins.map((origin) => new URL(origin).host),
  push: officialAccountPush(environment),
  shop_origin: environment.SHOP_ORIGIN,
  quiet_hours: environment.CRM_QUIET_HOURS,
  // The ledger's module: its events name distributors, who are customers.
  distributors: "distribution",
  admin_permissions: environment.SHOP_ADMIN_PERMISSIONS,
};

const phoneLogin = phoneLoginOptions(environment);
const accounts = accountsOptions(environment);

const mall = {
  payment_provider_id: "pp_wechat-pay_wechat",
  payment_window_seconds: environment.MALL_PAYMENT_WINDOW_SECONDS,
  unpaid_orders_per_customer: environment.MALL_UNPAID_ORDERS_PER_CUSTOMER,
  unpaid_pieces_per_customer: environment.MALL_UNPAID_PIECES_PER_CUSTOMER,
  limits: environment.MALL_LIMITS,
  automatic_receipt_days: environment.MALL_AUTOMATIC_RECEIPT_DAYS,
  answer_hours_unsent: environment.MALL_ANSWER_HOURS_UNSENT,
  answer_hours_sent: environment.MALL_ANSWER_HOURS_SENT,
  return_address: environment.MALL_RETURN_ADDRESS,
  icp_number: environment.SHOP_ICP_NUMBER,
  business_license_url: environment.SHOP_BUSINESS_LICENSE_URL,
  logistics: logisticsOptions(environment),
  // wechat-pay's record of what became of refunds at WeChat.
  refund_records: "wechat_refund",
  // Nothing else below /store and /auth is answered, but for the few of Medusa's routes that mall lets through.
  allowed_routes: {
    "/store/distribution/*": "public",
    "POST /store/wechat/customers": "public",
    "/store/official-account/*": "public",
    "GET /store/wechat/js-sdk-config": "public",
    "POST /store/wechat-pay/payment-sessions/:id/present": "payment_customer",
    "POST /store/wechat-pay/payment-sessions/:id/check": "payment_customer",
    "POST /auth/customer/wechat": "public",
    "POST /auth/customer/wechat/callback": "public",
    "POST /auth/customer/phone": "public",
    "POST /store/phone-login/codes": "public",
    "POST /auth/customer/email": "public",
    "POST /store/accounts/email/codes": "public",
    "POST /store/accounts/email/password": "public",
    "POST /store/accounts/password": "customer",
    "GET /store/accounts/identities": "customer",
    "POST /store/accounts/identities/:id": "customer",
    "DELETE /store/accounts/identities/:id": "customer",
    "POST /store/insights/events": "public",
    "GET /store/accounts/sessions": "customer",
    "DELETE /store/accounts/sessions": "customer",
    "DELETE /store/accounts/sessions/:id": "customer",
    "GET /store/accounts/profile": "customer",
    "POST /store/accounts/profile": "customer",
    "GET /store/accounts/consents": "customer",
    "POST /store/accounts/consents": "customer",
    "GET /store/accounts/export": "customer",
    "GET /store/accounts/closure": "customer",
    "POST /store/accounts/closure": "customer",
  },
  admin_permissions: environment.SHOP_ADMIN_PERMISSIONS,
  admin_roles: ADMIN_ROLES,
  admin_guarded_by_plugins: [
    "/admin/wechat-pay",
    "/admin/distribution",
    "/admin/official-account",
    "/admin/insights",
    "/admin/crm",
  ],
};

/** A payout provider is built in, or a module that is found by its name. @param {"manual" | "wechat" | undefined} choice */
const payoutProvider = (choice) => (choice === "wechat" ? "wechat_transfers" : choice);

const distribution = {
  share_token_days: environment.DISTRIBUTION_SHARE_TOKEN_DAYS,
  compliance_profile: environment.DISTRIBUTION_COMPLIANCE_PROFILE,
  payout_provider: payoutProvider(environment.DISTRIBUTION_PAYOUT_PROVIDER),
  identity_key: environment.DISTRIBUTION_IDENTITY_KEY,
  identity_keys: environment.DISTRIBUTION_IDENTITY_KEYS,
  admin_permissions: environment.SHOP_ADMIN_PERMISSIONS,
  payout_limits: environment.DISTRIBUTION_PAYOUT_LIMITS,
  // Two accounts with one of these in common are one person.
  person_fields: ["unionid"],
  // Whoever pays for the order of somebody they invited earns nothing on it.
  payers: { payment_field: "payer_openid", entity: "wechat_identity", field: "openid" },
};

const insights = {
  distribution: "distribution",
  after_sale_cases: "afterSaleCases",
  // What alerts look at and how they are told.
  order_lives: "mall_order",
  reconciliation_days: "wechat_reconciliation_day",
  mail: "emailCodes",
  private_webhooks: environment.SHOP_MODE === "local",
  admin_permissions: environment.SHOP_ADMIN_PERMISSIONS,
};

const crm = {
  admin_permissions: environment.SHOP_ADMIN_PERMISSIONS,
  // Modules that know more of a customer: who invited them, whether they follow, what they looked at and asked back.
  distributors: "distribution",
  followers: "official_account",
  saved_products: "mallSavedProducts",
  after_sales: "afterSaleCases",
  order_lives: "mall_order",
  reviews: "mallReviews",
  message_workflow: "official-account-message",
  quiet_hours: environment.CRM_QUIET_HOURS,
};

const media = {
  public: join(environment.SHOP_MEDIA_FOLDER, "public"),
  private: join(environment.SHOP_MEDIA_FOLDER, "private"),
};

/** The H5 pages, served by the same server. */
const storefront = {
  pages_folder: join(__dirname, "storefront-uniapp", "dist", "build", "h5"),
  media_folder: media.public,
  shop_name: environment.SHOP_NAME,
  icp_number: environment.SHOP_ICP_NUMBER,
  business_license_url: environment.SHOP_BUSINESS_LICENSE_URL,
  log_ins: { phone: environment.SMS_VENDOR !== undefined, email: environment.MAIL_SMTP_URL !== undefined },
  verification_files: Object.fromEntries(environment.WECHAT_OA_VERIFICATION_FILES.map(verificationFile)),
};

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: environment.DATABASE_URL,
    redisUrl: environment.REDIS_URL,
    http: {
      // Text answers travel compressed; the H5's own files are compressed when they are built.
      compression: { enabled: true },
      storeCors: origins.join(","),
      adminCors: origins.join(","),
      authCors: origins.join(","),
      jwtSecret: environment.JWT_SECRET,
      cookieSecret: environment.COOKIE_SECRET,
      // Customers prove who they are: through WeChat, or by a code that reached their phone or their e-mail address.
      authMethodsPerActor: { customer: ["wechat", "phone", "email"], user: ["emailpass"] },
    },
    // Local shops speak plain http on loopback, where a browser would not return a secure cookie.
    cookieOptions: environment.SHOP_MODE === "local" ? { secure: false, sameSite: "lax" } : undefined,
  },
  admin: { path: "/app" },
  plugins: [
    { resolve: "@tengman/mall", options: mall },
    { resolve: "@tengman/wechat-pay", options: wechatPay },
    { resolve: "@tengman/official-account", options: officialAccount },
    { resolve: "@tengman/phone-login", options: phoneLogin },
    { resolve: "@tengman/accounts", options: accounts },
    { resolve: "@tengman/distribution", options: distribution },
    { resolve: "@tengman/insights", options: insights },
    { resolve: "@tengman/crm", options: crm },
  ],
  modules: [
    // Long numbers instead of a running one, which everybody could read as how much the shop sells.
    {
      resolve: "@medusajs/medusa/order",
      options: { generateCustomDisplayId: async () => orderNumber(new Date()) },
    },
    { resolve: "./src/modules/storefront", options: storefront },
    {
      resolve: "@medusajs/medusa/file",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/file-local",
            id: "local",
            options: {
              upload_dir: media.public,
              private_upload_dir: media.private,
              backend_url: `${environment.SHOP_ORIGIN}/static`,
            },
          },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          { resolve: "@tengman/wechat-pay/providers/wechat-pay", id: "wechat", options: wechatPay },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/auth",
      options: {
        providers: [
          { resolve: "@medusajs/medusa/auth-emailpass", id: "emailpass" },
          {
            resolve: "@tengman/official-account/providers/wechat-login",
            id: "wechat",
            options: officialAccount,
          },
          // Customers' passwords are apart from the admin's: proving an address must not open the admin's account.
          { resolve: "@tengman/accounts/providers/email", id: "email" },
          { resolve: "@tengman/phone-login/providers/phone", id: "phone", options: phoneLogin },
        ],
      },
    },
    ...(environment.REDIS_URL ? redisModules(environment.REDIS_URL) : []),
  ],
});

/**
 * With a Redis, events, workflows, cache and locks live there and survive this process.
 * @param {string} redisUrl
 */
function redisModules(redisUrl) {
  return [
    { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl } },
    // Medusa's auth module keeps the state of log-ins under way in this older cache, not in `caching`.
    { resolve: "@medusajs/medusa/cache-redis", options: { redisUrl } },
    { resolve: "@medusajs/medusa/workflow-engine-redis", options: { redis: { redisUrl } } },
    {
      resolve: "@medusajs/medusa/caching",
      options: {
        providers: [
          {
            resolve: "@medusajs/caching-redis",
            id: "caching-redis",
            is_default: true,
            options: { redisUrl },
          },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/locking",
      options: {
        providers: [
          {
            resolve: "@medusajs/medusa/locking-redis",
            id: "locking-redis",
            is_default: true,
            options: { redisUrl },
          },
        ],
      },
    },
  ];
}
