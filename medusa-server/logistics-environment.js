// The variables of who tells where parcels are: all of them or none, and what each service needs.
const { z } = require("zod");

const SERVICE_ADDRESSES = {
  kuaidi100: "https://poll.kuaidi100.com",
  kdniao: "https://api.kdniao.com",
};

const logisticsShape = {
  LOGISTICS_SERVICE: z.enum(["kuaidi100", "kdniao"], { error: "is kuaidi100 or kdniao" }).optional(),
  LOGISTICS_ACCOUNT: z.string().min(1).optional(),
  LOGISTICS_KEY: z.string().min(1).optional(),
  LOGISTICS_BASE_URL: z
    .url({ protocol: /^https?$/, error: "must be an http(s) address" })
    .transform((value) => value.replace(/\/+$/, ""))
    .optional(),
};

const NEEDED = /** @type {const} */ (["LOGISTICS_SERVICE", "LOGISTICS_ACCOUNT", "LOGISTICS_KEY"]);

/** @typedef {Partial<Record<(typeof NEEDED)[number], string>>} LogisticsEnvironment */

/**
 * Which variables are missing: none when all are.
 * @param {LogisticsEnvironment} environment
 * @returns {string[]}
 */
function missingLogisticsVariables(environment) {
  const missing = NEEDED.filter((name) => environment[name] === undefined);
  return missing.length === NEEDED.length ? [] : missing;
}

/**
 * Where the service of a shop is called.
 * @param {{ LOGISTICS_SERVICE?: "kuaidi100" | "kdniao", LOGISTICS_BASE_URL?: string }} environment
 * @returns {string | undefined} undefined in a shop without one
 */
function logisticsAddress({ LOGISTICS_SERVICE, LOGISTICS_BASE_URL }) {
  return LOGISTICS_SERVICE && (LOGISTICS_BASE_URL ?? SERVICE_ADDRESSES[LOGISTICS_SERVICE]);
}

/**
 * What the mall asks its tracking service with.
 * @param {{ SHOP_ORIGIN: string, LOGISTICS_SERVICE?: "kuaidi100" | "kdniao", LOGISTICS_ACCOUNT?: string, LOGISTICS_KEY?: string, LOGISTICS_BASE_URL?: string }} environment
 */
function logisticsOptions(environment) {
  const { LOGISTICS_SERVICE: service, LOGISTICS_ACCOUNT: account, LOGISTICS_KEY: key } = environment;
  const shared = { service, key, base_url: logisticsAddress(environment) };
  if (!service) return undefined;
  if (service === "kdniao") return { ...shared, business_id: account };
  return { ...shared, customer: account, callback_url: `${environment.SHOP_ORIGIN}/hooks/mall/kuaidi100` };
}

module.exports = { logisticsAddress, logisticsOptions, logisticsShape, missingLogisticsVariables };
