// The shop's environment: every variable the server reads, checked once at boot. `.env.example` documents the same
// list for people; `environment.spec.ts` keeps the two equal.
const { readFileSync } = require("node:fs");
const { isIP } = require("node:net");
const { z } = require("zod");
const { quietHours } = require("./crm-environment.js");
const { logisticsShape, missingLogisticsVariables } = require("./logistics-environment.js");
const { grants } = require("./admin-permissions.js");
const {
  mailShape,
  missingMailVariables,
  missingPhoneVariables,
  phoneShape,
} = require("./log-in-environment.js");
const { productionFaults } = require("./production-faults.js");
const { missingPushVariables, pushShape } = require("./official-account-environment.js");

const origin = z
  .url({ protocol: /^https?$/, error: "must be an http(s) address" })
  .transform((value) => value.replace(/\/+$/, ""));
/** An address without a path: what browsers call an origin, and spell as this does. */
const pageOrigin = origin
  .refine((value) => /^https?:\/\/[^/?#@]+$/i.test(value), "must be an address without a path")
  .transform((value) => new URL(value).origin);
const port = z.coerce.number().int().min(1).max(65_535);
const secret = z.string().min(32, "must be at least 32 characters; generate one with: openssl rand -hex 32");
const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((item) => item.trim())
      .filter(Boolean),
  );
const PROXY_NAMES = ["loopback", "linklocal", "uniquelocal"];
const isProxyAddress = (/** @type {string} */ text) => {
  const [address = "", bits, ...more] = text.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return PROXY_NAMES.includes(text);
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
};
/** Who may say for whom a request comes: nobody, so many proxies in a row, or these addresses. */
const trustedProxies = z
  .string()
  .default("0")
  .transform((value, context) => {
    if (/^[0-9]$/.test(value)) return value === "0" ? /** @type {const} */ (false) : Number(value);
    const addresses = value.split(",").map((item) => item.trim());
    if (addresses.every(isProxyAddress)) return addresses;
    context.addIssue({
      code: "custom",
      message:
        "must be the number of proxies before the server (0 to 9) or their addresses, such as 10.0.0.0/8",
    });
    return z.NEVER;
  });
/** A PEM, either in the variable itself (with real or `\n` line ends) or in the file the variable names. */
const pem = (/** @type {string} */ label) =>
  z
    .string()
    .min(1)
    .transform((value, context) => {
      const text = value.includes("-----BEGIN") ? value.replace(/\\n/g, "\n") : readPem(value);
      if (text?.includes(`-----BEGIN ${label}`)) return text;
      context.addIssue({ code: "custom", message: `must be a PEM «${label}» or the path of such a file` });
      return z.NEVER;
    });

/** JSON: bounds of payouts in fen; the plugin that keeps them knows the standard ones. */
const payoutLimits = z.string().transform((value, context) => {
  try {
    const fen = z.string().regex(/^\d{1,12}$/);
    return z
      .strictObject({
        minimum_fen: fen,
        per_transfer_fen: fen,
        per_person_day_fen: fen,
        per_shop_day_fen: fen,
      })
      .partial()
      .parse(JSON.parse(value));
  } catch {
    context.addIssue({
      code: "custom",
      message: 'must be JSON such as {"per_transfer_fen":"500000","per_person_day_fen":"500000"}',
    });
    return z.NEVER;
  }
});

/** JSON: how often people may try things; the plugin that counts knows the names and the standard numbers. */
const limits = z.string().transform((value, context) => {
  try {
    return z.record(z.string(), z.number().int().min(1).max(1_000_000)).parse(JSON.parse(value));
  } catch {
    context.addIssue({ code: "custom", message: 'must be JSON such as {"quotes_of_customer":120}' });
    return z.NEVER;
  }
});

const identityKey = /^[A-Za-z0-9+/]{43}=$/;
/** `2026-06=<32 bytes in base64>,2025-06=…`: keys with their names, the one that seals first. */
const identityKeys = list.pipe(
  z.array(
    z
      .string()
      .regex(
        /^[A-Za-z0-9._-]{1,40}=[A-Za-z0-9+/]{43}=$/,
        "is a list of name=key, each key 32 bytes in base64",
      )
      .transform((entry) => ({ id: entry.split("=")[0], key: entry.slice(entry.indexOf("=") + 1) })),
  ),
);

const appId = z.string().regex(/^wx[0-9a-z]{16}$/, "is «wx» and 16 letters or digits");
const publicKeyId = z.string().regex(/^PUB_KEY_ID_\w+$/, "starts with PUB_KEY_ID_");
/** `PUB_KEY_ID_2=/keys/second.pem,PUB_KEY_ID_3=…`: ids with their PEM or its file. */
const namedKeys = list.pipe(
  z.array(
    z
      .string()
      .transform((entry) => ({ id: entry.split("=")[0], pem: entry.split("=").slice(1).join("=") }))
      .pipe(z.object({ id: publicKeyId, pem: pem("PUBLIC KEY") })),
  ),
);

const answerHours = z.coerce
  .number()
  .int()
  .refine((hours) => hours === 0 || (hours >= 24 && hours <= 360), { error: "must be 0 or 24 to 360" });

const environmentSchema = z
  .object({
    SHOP_MODE: z.enum(["production", "local"]).default("production"),
    SHOP_ORIGIN: pageOrigin,
    SHOP_EXTRA_ORIGINS: list.pipe(z.array(pageOrigin)),
    SHOP_ANSWER_CACHE_MS: z.coerce.number().int().min(0).max(60_000).default(1_000),
    SHOP_NAME: z.string().min(1).default("藤蔓生活"),
    SHOP_ICP_NUMBER: z.string().optional(),
    SHOP_BUSINESS_LICENSE_URL: z.url({ protocol: /^https?$/ }).optional(),
    SHOP_MEDIA_FOLDER: z.string().min(1),
    SHOP_ADMIN_PERMISSIONS: grants.optional(),
    HOST: z.string().min(1).default("127.0.0.1"),
    PORT: port.default(9000),
    SHOP_TRUST_PROXY: trustedProxies,
    SHOP_METRICS_PORT: port.optional(),
    SHOP_METRICS_HOST: z.string().min(1).default("127.0.0.1"),
    SHOP_DRAIN_MS: z.coerce.number().int().min(0).max(60_000).optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: "must be a redis:// address" }).optional(),
    JWT_SECRET: secret,
    COOKIE_SECRET: secret,
    WECHAT_OA_APP_ID: appId,
    WECHAT_OA_APP_SECRET: z.string().min(16),
    WECHAT_OA_API_BASE_URL: origin.default("https://api.weixin.qq.com"),
    WECHAT_OA_OPEN_BASE_URL: origin.default("https://open.weixin.qq.com"),
    WECHAT_OA_VERIFICATION_FILES: list,
    ...pushShape,
    WECHAT_PAY_MCH_ID: z.string().regex(/^\d{8,10}$/, "is 8 to 10 digits"),
    WECHAT_PAY_MERCHANT_SERIAL: z
      .string()
      .regex(/^[0-9A-F]{40}$/i, "is the certificate's serial, 40 hex digits"),
    WECHAT_PAY_MERCHANT_PRIVATE_KEY: pem("PRIVATE KEY"),
    WECHAT_PAY_API_V3_KEY: z.string().length(32, "is exactly 32 characters"),
    WECHAT_PAY_MERCHANT_CERTIFICATE: pem("CERTIFICATE").optional(),
    WECHAT_PAY_PUBLIC_KEY_ID: publicKeyId.optional(),
    WECHAT_PAY_PUBLIC_KEY: pem("PUBLIC KEY").optional(),
    WECHAT_PAY_MORE_PUBLIC_KEYS: namedKeys,
    WECHAT_PAY_PLATFORM_CERTIFICATES: z.stringbool({ error: "is true or false" }).default(false),
    WECHAT_PAY_MORE_APP_IDS: list.pipe(z.array(appId)),
    WECHAT_PAY_METRICS_TOKEN: secret.optional(),
    WECHAT_PAY_BASE_URL: origin.default("https://api.mch.weixin.qq.com"),
    WECHAT_PAY_PROFIT_SHARING: z.enum(["on", "off"]).default("off"),
    CRM_QUIET_HOURS: quietHours,
    MALL_PAYMENT_WINDOW_SECONDS: z.coerce.number().int().min(60).max(86_400).default(900),
    MALL_UNPAID_ORDERS_PER_CUSTOMER: z.coerce.number().int().min(1).max(10_000).default(5),
    MALL_UNPAID_PIECES_PER_CUSTOMER: z.coerce.number().int().min(1).max(1_000_000).default(50),
    MALL_LIMITS: limits.optional(),
    MALL_AUTOMATIC_RECEIPT_DAYS: z.coerce.number().int().min(7).max(15).default(10),
    MALL_ANSWER_HOURS_UNSENT: answerHours.default(48),
    MALL_ANSWER_HOURS_SENT: answerHours.default(120),
    MALL_RETURN_ADDRESS: z.string().max(200).optional(),
    DISTRIBUTION_COMPLIANCE_PROFILE: z.enum(["cn-mainland", "unrestricted"]).default("cn-mainland"),
    DISTRIBUTION_SHARE_TOKEN_DAYS: z.coerce.number().int().min(1).max(365).default(180),
    DISTRIBUTION_PAYOUT_PROVIDER: z.enum(["manual", "wechat"]).optional(),
    DISTRIBUTION_IDENTITY_KEY: z
      .string()
      .regex(identityKey, "is 32 bytes in base64; make it with: openssl rand -base64 32")
      .optional(),
    DISTRIBUTION_IDENTITY_KEYS: identityKeys,
    DISTRIBUTION_PAYOUT_LIMITS: payoutLimits.optional(),
    ...phoneShape,
    ...mailShape,
    ...logisticsShape,
  })
  .superRefine((environment, context) => {
    // A merchant from before WeChat's public keys has platform certificates instead; the two parts go together.
    const missing = [
      ...publicKeyVariables(environment),
      ...missingPhoneVariables(environment),
      ...missingMailVariables(environment),
      ...missingPushVariables(environment),
      ...missingLogisticsVariables(environment),
    ];
    for (const name of missing) {
      context.addIssue({ code: "custom", path: [name], message: "is missing" });
    }
    if (environment.SHOP_MODE !== "production") return;
    for (const { name, message } of productionFaults(environment)) {
      context.addIssue({ code: "custom", path: [name], message });
    }
  });

/**
 * Which of WeChat's public-key variables are missing.
 * @param {{ WECHAT_PAY_PUBLIC_KEY_ID?: string, WECHAT_PAY_PUBLIC_KEY?: string, WECHAT_PAY_PLATFORM_CERTIFICATES: boolean }} environment
 */
function publicKeyVariables(environment) {
  const names = /** @type {const} */ (["WECHAT_PAY_PUBLIC_KEY_ID", "WECHAT_PAY_PUBLIC_KEY"]);
  const missing = names.filter((name) => environment[name] === undefined);
  const isCertificateMerchant =
    environment.WECHAT_PAY_PLATFORM_CERTIFICATES && missing.length === names.length;
  return isCertificateMerchant ? [] : missing;
}

function readPem(/** @type {string} */ path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * A domain check file from its variable's form `MP_verify_abc.txt=abc`.
 * @param {string} entry
 * @returns {[name: string, content: string]}
 */
function verificationFile(entry) {
  const [name = "", content = ""] = entry.split("=");
  return [name, content];
}

/** The end of a variable's name that names a file with the value: a secret stays out of process lists and dumps. */
const IN_FILE = "_FILE";

/**
 * What is wrong with an environment, by variable. Empty variables count as missing.
 * @param {NodeJS.ProcessEnv} source variables by name
 * @returns {{ environment: z.output<typeof environmentSchema>, faults: [] } | { faults: { name: string, message: string }[] }}
 */
function checkEnvironment(source) {
  /** @type {{ name: string, message: string }[]} */
  const faults = [];
  const given = withFiles(source, faults);
  const result = environmentSchema.safeParse(given);
  if (result.success && faults.length === 0) return { environment: result.data, faults: [] };
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]);
    // A file that cannot be read was named already.
    if (faults.some((fault) => fault.name === name + IN_FILE)) continue;
    faults.push({ name, message: given[name] === undefined ? "is missing" : issue.message });
  }
  return { faults };
}

/**
 * Every variable may come in a file that `<NAME>_FILE` names, as containers are handed their secrets.
 * @param {NodeJS.ProcessEnv} source
 * @param {{ name: string, message: string }[]} faults is told of files that cannot be read
 * @returns {Record<string, string | undefined>}
 */
function withFiles(source, faults) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  for (const name of Object.keys(environmentSchema.shape)) {
    const file = given[name + IN_FILE];
    if (file === undefined) continue;
    if (given[name] !== undefined) {
      faults.push({ name: name + IN_FILE, message: `is set together with ${name}: one of them is too many` });
      continue;
    }
    try {
      given[name] = readFileSync(file, "utf8").replace(/\r?\n$/, "");
    } catch {
      faults.push({ name: name + IN_FILE, message: "names a file that cannot be read" });
    }
  }
  return given;
}

/**
 * The checked environment.
 * @param {NodeJS.ProcessEnv} source variables by name; empty ones count as missing
 * @throws {Error} one message that names every missing or bad variable and what it must be
 */
function readEnvironment(source) {
  const checked = checkEnvironment(source);
  if ("environment" in checked) return checked.environment;
  const lines = checked.faults.map(({ name, message }) => `  ${name} ${message}`);
  throw new Error(
    `The shop's environment is not complete (.env.example explains each variable):\n${lines.join("\n")}`,
  );
}

/** Well-formed values for building an image, refused by every real party. */
const BUILD_TIME_VARIABLES = {
  SHOP_ORIGIN: "https://build.invalid",
  SHOP_MEDIA_FOLDER: "media",
  DATABASE_URL: "postgres://build.invalid/build",
  JWT_SECRET: "no-secret:only-for-building-an-image/1",
  COOKIE_SECRET: "no-secret:only-for-building-an-image/2",
  WECHAT_OA_APP_ID: "wx0000000000000000",
  WECHAT_OA_APP_SECRET: "no-secret:only-for-building-it/3",
  WECHAT_PAY_MCH_ID: "1900000000",
  WECHAT_PAY_MERCHANT_SERIAL: "0".repeat(40),
  WECHAT_PAY_MERCHANT_PRIVATE_KEY: "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
  WECHAT_PAY_API_V3_KEY: "no-secret:only-for-building-it/4",
  WECHAT_PAY_PUBLIC_KEY_ID: "PUB_KEY_ID_0",
  WECHAT_PAY_PUBLIC_KEY: "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
};

module.exports = {
  BUILD_TIME_VARIABLES,
  checkEnvironment,
  environmentSchema,
  readEnvironment,
  verificationFile,
};
