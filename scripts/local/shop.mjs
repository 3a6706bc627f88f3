// The shop's parts on this machine: the local WeChat, the server, and what runs once before it (migrations, seed).
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runToEnd, startChild, untilAnswering } from "./children.mjs";
import { repositoryRoot } from "./places.mjs";

const WECHAT_TIMEOUT_MS = 30_000;
/** What the demonstration shop is called, in the shop and in the local WeChat. */
const SHOP_NAME = "藤蔓生活";
const SERVER_TIMEOUT_MS = 120_000;
const builtServer = join(repositoryRoot, "medusa-server", ".medusa", "server");
const bin = (/** @type {string} */ name) => join(repositoryRoot, "node_modules", ".bin", name);
const loopback = (/** @type {number} */ port) => `http://127.0.0.1:${port}`;

/**
 * @typedef {object} ShopPlan what one local shop is made of
 * @property {number} shopPort
 * @property {number} wechatPort
 * @property {number[]} webViewPorts one for each phone that may have a page open
 * @property {string} wechatFolder where the local WeChat keeps keys and state
 * @property {string} logFolder
 * @property {string} mediaFolder
 * @property {string} databaseUrl
 * @property {string} [redisUrl]
 * @property {{ jwt: string, cookie: string, identity: string }} secrets
 * @property {{ email: string, password: string }} admin
 * @property {string} [origin] where people reach the shop, when something stands before it
 * @property {Record<string, string>} [extraEnvironment]
 */

/**
 * Starts the local WeChat; its first start makes the keys and credentials the shop is configured with.
 * @param {ShopPlan} plan
 */
export async function startWeChat(plan) {
  const log = join(plan.logFolder, "wechat.log");
  const options = {
    "--host": "127.0.0.1",
    "--port": String(plan.wechatPort),
    "--data-dir": plan.wechatFolder,
    "--shop-origin": plan.origin ?? loopback(plan.shopPort),
    "--account-name": SHOP_NAME,
    "--merchant-name": SHOP_NAME,
    "--web-view-ports": plan.webViewPorts.join(","),
  };
  const child = startChild({
    command: bin("tsx"),
    args: [join(repositoryRoot, "wechat-sandbox", "src", "main.ts"), ...Object.entries(options).flat()],
    cwd: repositoryRoot,
    log,
  });
  const url = `${loopback(plan.wechatPort)}/health`;
  await untilAnswering({ url, child, timeout_ms: WECHAT_TIMEOUT_MS, log, name: "The local WeChat" });
  return child;
}

/**
 * The server's environment for a plan: the same variables a production shop sets, with the local WeChat's values.
 * @param {ShopPlan} plan
 * @returns {NodeJS.ProcessEnv}
 */
export function shopEnvironment(plan) {
  const credentials = JSON.parse(readFileSync(join(plan.wechatFolder, "credentials.json"), "utf8"));
  const wechat = loopback(plan.wechatPort);
  const sms = JSON.parse(readFileSync(join(plan.wechatFolder, "sms.json"), "utf8"));
  const mail = JSON.parse(readFileSync(join(plan.wechatFolder, "mail.json"), "utf8"));
  const courier = JSON.parse(readFileSync(join(plan.wechatFolder, "courier.json"), "utf8"));
  const people = join(plan.wechatFolder, "people.json");
  const { DATABASE_URL, REDIS_URL, ...inherited } = process.env;
  return {
    ...inherited,
    NODE_ENV: "production",
    MEDUSA_DISABLE_TELEMETRY: "1",
    SHOP_MODE: "local",
    SHOP_NAME,
    HOST: "127.0.0.1",
    PORT: String(plan.shopPort),
    SHOP_ORIGIN: plan.origin ?? loopback(plan.shopPort),
    SHOP_EXTRA_ORIGINS: plan.webViewPorts.map(loopback).join(","),
    SHOP_MEDIA_FOLDER: plan.mediaFolder,
    DATABASE_URL: plan.databaseUrl,
    ...(plan.redisUrl ? { REDIS_URL: plan.redisUrl } : {}),
    JWT_SECRET: plan.secrets.jwt,
    COOKIE_SECRET: plan.secrets.cookie,
    DISTRIBUTION_PAYOUT_PROVIDER: "wechat",
    DISTRIBUTION_IDENTITY_KEY: plan.secrets.identity,
    WECHAT_OA_APP_ID: credentials.app_id,
    WECHAT_OA_APP_SECRET: credentials.app_secret,
    WECHAT_OA_PUSH_TOKEN: credentials.push_token,
    WECHAT_OA_PUSH_AES_KEYS: credentials.encoding_aes_key,
    WECHAT_OA_PUSH_MODE: "compatible",
    WECHAT_OA_API_BASE_URL: wechat,
    WECHAT_OA_OPEN_BASE_URL: wechat,
    WECHAT_PAY_MCH_ID: credentials.mch_id,
    WECHAT_PAY_MERCHANT_SERIAL: credentials.merchant_serial,
    WECHAT_PAY_MERCHANT_PRIVATE_KEY: credentials.merchant_private_key,
    WECHAT_PAY_API_V3_KEY: credentials.api_v3_key,
    WECHAT_PAY_PUBLIC_KEY_ID: credentials.public_key_id,
    WECHAT_PAY_PUBLIC_KEY: credentials.public_key,
    WECHAT_PAY_MORE_APP_IDS: credentials.mini_program_app_id,
    WECHAT_PAY_BASE_URL: wechat,
    PHONE_LOGIN_SECRET: plan.secrets.jwt,
    SMS_VENDOR: "aliyun",
    SMS_ACCESS_KEY_ID: sms.aliyun.access_key_id,
    SMS_ACCESS_KEY_SECRET: sms.aliyun.access_key_secret,
    SMS_SIGN_NAME: sms.sign_name,
    SMS_TEMPLATE_CODE: sms.aliyun.template_code,
    SMS_BASE_URL: wechat,
    ACCOUNTS_SECRET: plan.secrets.cookie,
    MAIL_SMTP_URL: mail.smtp_url,
    LOGISTICS_SERVICE: "kuaidi100",
    LOGISTICS_ACCOUNT: courier.customer,
    LOGISTICS_KEY: courier.key,
    LOGISTICS_BASE_URL: wechat,
    MAIL_FROM: `${SHOP_NAME} <shop@tengman.local>`,
    SEED_ADMIN_EMAIL: plan.admin.email,
    SEED_ADMIN_PASSWORD: plan.admin.password,
    ...(existsSync(people) ? { SEED_PEOPLE_FILE: people } : {}),
    ...plan.extraEnvironment,
  };
}

/** Runs Medusa's command line in the built server. */
async function medusa(
  /** @type {ShopPlan} */ plan,
  /** @type {string[]} */ args,
  /** @type {string} */ logName,
) {
  const log = join(plan.logFolder, `${logName}.log`);
  await runToEnd({ command: bin("medusa"), args, cwd: builtServer, env: shopEnvironment(plan), log });
}

/** @param {ShopPlan} plan */
export async function migrate(plan) {
  await medusa(plan, ["db:migrate", "--execute-safe-links"], "migrate");
}

/** Fills an empty shop; running it again changes nothing. @param {ShopPlan} plan */
export async function seed(plan) {
  await medusa(plan, ["exec", "./src/scripts/seed.js"], "seed");
}

/**
 * Starts the server and waits for its first answer.
 * @param {ShopPlan} plan
 * @param {{ append?: boolean }} [options] whether the log goes on instead of starting anew
 */
export async function startServer(plan, { append = false } = {}) {
  const log = join(plan.logFolder, "server.log");
  mkdirSync(plan.mediaFolder, { recursive: true });
  chmodSync(plan.mediaFolder, 0o700);
  const child = startChild({
    command: process.execPath,
    args: [join("src", "start.js")],
    cwd: builtServer,
    env: shopEnvironment(plan),
    log,
    append,
  });
  const url = `${loopback(plan.shopPort)}/health`;
  await untilAnswering({ url, child, timeout_ms: SERVER_TIMEOUT_MS, log, name: "The server" });
  return child;
}
