// What a shop's environment must not be where real money is.
const { BlockList, isIP } = require("node:net");
const { smsAddress } = require("./log-in-environment.js");
const { logisticsAddress } = require("./logistics-environment.js");

/** Networks that are no part of the internet: this machine, private ones, what clouds keep their metadata at. */
const NOT_PUBLIC = new BlockList();
for (const [network, bits] of /** @type {const} */ ([
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
])) {
  NOT_PUBLIC.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of /** @type {const} */ ([
  ["::", 127],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
])) {
  NOT_PUBLIC.addSubnet(network, bits, "ipv6");
}
/** Names that only a machine's own network knows. */
const PRIVATE_NAME = /^([^.]+|.*\.(localhost|local|internal|intranet|lan|home|corp|home\.arpa))\.?$/i;

/**
 * Whether an address leads into the internet. A production shop that points at the local WeChat would take play money,
 * and one that points into its own network would hand its secrets to whoever sits there.
 * @param {string} address an http(s) address
 */
function isPublic(address) {
  const host = new URL(address).hostname.replace(/^\[|\]$/g, "");
  const version = isIP(host);
  if (version === 0) return !PRIVATE_NAME.test(host);
  return !NOT_PUBLIC.check(host, version === 4 ? "ipv4" : "ipv6");
}

/** How many different characters (or bytes) a random secret of 32 has at the very least. */
const LEAST_VARIETY = 8;

/** Whether a secret was never drawn at random: few characters, or a short one again and again. */
const isGuessable = (/** @type {string} */ text) =>
  new Set(text).size < LEAST_VARIETY || /^(.{1,16}?)\1+.{0,8}$/s.test(text);
/** A key that is not well formed was refused before. */
const isGuessableKey = (/** @type {string | undefined} */ base64) =>
  base64 !== undefined && isGuessable(Buffer.from(base64, "base64").toString("latin1"));

/** Variables whose value must not be guessed. */
const SECRETS = /** @type {const} */ ([
  "JWT_SECRET",
  "COOKIE_SECRET",
  "WECHAT_OA_APP_SECRET",
  "WECHAT_PAY_API_V3_KEY",
  "WECHAT_PAY_METRICS_TOKEN",
  "PHONE_LOGIN_SECRET",
  "ACCOUNTS_SECRET",
]);

const WECHAT_ADDRESSES = /** @type {const} */ ([
  "WECHAT_OA_API_BASE_URL",
  "WECHAT_OA_OPEN_BASE_URL",
  "WECHAT_PAY_BASE_URL",
]);

/**
 * What may pass where a shop is tried, and must not where real money is.
 * @param {ProductionEnvironment} environment
 * @returns {{ name: string, message: string }[]}
 */
function productionFaults(environment) {
  const faults = [];
  const addresses = WECHAT_ADDRESSES.map((name) => ({ name: String(name), address: environment[name] }));
  const sms = smsAddress(environment);
  if (sms) addresses.push({ name: "SMS_BASE_URL", address: sms });
  const logistics = logisticsAddress(environment);
  if (logistics) addresses.push({ name: "LOGISTICS_BASE_URL", address: logistics });
  for (const { name, address } of addresses) {
    if (!isPublic(address)) {
      const message =
        "points into this machine or a private network: a production shop must speak to the vendor itself (SHOP_MODE=local is for trying)";
      faults.push({ name, message });
    } else if (!address.startsWith("https://")) {
      faults.push({ name, message: "must be https: secrets travel there" });
    }
  }
  if (environment.MAIL_SMTP_URL?.startsWith("smtp:")) {
    faults.push({ name: "MAIL_SMTP_URL", message: "must be smtps: codes and the password travel there" });
  }
  if (!environment.SHOP_ORIGIN.startsWith("https://")) {
    faults.push({ name: "SHOP_ORIGIN", message: "must be https: WeChat refuses anything else" });
  }
  if (environment.SHOP_EXTRA_ORIGINS.some((address) => !address.startsWith("https://"))) {
    faults.push({ name: "SHOP_EXTRA_ORIGINS", message: "must be https: tokens travel there" });
  }
  for (const name of SECRETS) {
    const given = environment[name];
    if (given !== undefined && isGuessable(given)) {
      faults.push({ name, message: "can be guessed; generate one with: openssl rand -hex 32" });
    }
  }
  if (environment.JWT_SECRET === environment.COOKIE_SECRET) {
    faults.push({ name: "COOKIE_SECRET", message: "must be another one than JWT_SECRET" });
  }
  const message = "can be guessed; make it with: openssl rand -base64 32";
  const { DISTRIBUTION_IDENTITY_KEY: key, DISTRIBUTION_IDENTITY_KEYS: keys } = environment;
  if (isGuessableKey(key)) faults.push({ name: "DISTRIBUTION_IDENTITY_KEY", message });
  if (keys.some((one) => isGuessableKey(one.key)))
    faults.push({ name: "DISTRIBUTION_IDENTITY_KEYS", message });
  return faults;
}

/**
 * @typedef {Record<(typeof WECHAT_ADDRESSES)[number] | "SHOP_ORIGIN", string>
 *   & Partial<Record<(typeof SECRETS)[number] | "DISTRIBUTION_IDENTITY_KEY", string>>
 *   & import("./log-in-environment.js").PhoneEnvironment & import("./log-in-environment.js").MailEnvironment
 *   & { LOGISTICS_SERVICE?: "kuaidi100" | "kdniao", LOGISTICS_BASE_URL?: string }
 *   & { SHOP_EXTRA_ORIGINS: string[], DISTRIBUTION_IDENTITY_KEYS: { key?: string }[] }} ProductionEnvironment
 */

module.exports = { productionFaults };
