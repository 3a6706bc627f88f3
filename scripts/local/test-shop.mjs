// A whole shop for one test file: its own database (copied from a seeded template), its own local WeChat, its own
// ports, and a server that can be killed as a crash would.
import { createHmac } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { databaseContentHash } from "./builds.mjs";
import { endChild, freePort, killChild } from "./children.mjs";
import { dataFolder, repositoryRoot } from "./places.mjs";
import { runningCluster, startCluster } from "./postgres.mjs";
import { startRedis } from "./redis.mjs";
import { runJob } from "./run-job.mjs";
import { migrate, seed, startServer, startWeChat } from "./shop.mjs";
import { hashOf } from "./stamps.mjs";

const testFolder = join(dataFolder, "test");
const SECRETS = {
  jwt: "j".repeat(64),
  cookie: "c".repeat(64),
  identity: Buffer.alloc(32, 7).toString("base64"),
};

/** The merchant every test shop is seeded with. */
export const TEST_ADMIN = { email: "merchant@tengman.local", password: "a-password-for-tests" };

/**
 * A token as every test shop signs them, good for an hour.
 * @param {Record<string, unknown>} claims `{ actor_id, actor_type, auth_identity_id }`
 */
export function tokenOf(claims) {
  const parts = [
    { alg: "HS256", typ: "JWT" },
    { app_metadata: {}, ...claims, exp: Math.floor(Date.now() / 1000) + 3_600 },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${createHmac("sha256", SECRETS.jwt).update(text).digest("base64url")}`;
}

/**
 * The people of a test are few, share one address and do in minutes what takes a shop's shoppers weeks: nothing of it may
 * meet a limit. A test of the limits sets these empty, which makes them the standard ones.
 */
const NO_LIMITS = {
  // Tests ask for whom they please, as a proxy on this machine does.
  SHOP_TRUST_PROXY: "loopback",
  MALL_UNPAID_ORDERS_PER_CUSTOMER: "10000",
  MALL_UNPAID_PIECES_PER_CUSTOMER: "1000000",
  SMS_CODES_OF_ADDRESS: "1000000",
  MALL_LIMITS: JSON.stringify({
    passwords_of_account_and_address: 1_000_000,
    passwords_of_account: 1_000_000,
    passwords_of_address: 1_000_000,
    password_requests_of_address: 1_000_000,
    wechat_log_ins_of_address: 1_000_000,
    coupon_guesses_of_customer: 1_000_000,
    coupon_guesses_of_address: 1_000_000,
    quotes_of_customer: 1_000_000,
    photos_of_customer: 1_000_000,
  }),
};

const CLUSTER = "test/postgres";
const TEMPLATE_LOCK = 7_201;

/**
 * The PostgreSQL that all test files share, started by the first that needs it. It is throw-away, so it does not wait
 * for the disk.
 * @returns {Promise<import("./postgres.mjs").Cluster>}
 */
export async function testCluster() {
  const running = await runningCluster(CLUSTER);
  return running ?? startCluster({ name: CLUSTER, port: await freePort(), durable: false });
}

/** Ends the shared PostgreSQL unless somebody still uses it. */
export async function closeTestCluster() {
  const cluster = await runningCluster(CLUSTER);
  if (await cluster?.isIdle()) await cluster?.stop();
}

/** The shop's, the local WeChat's, and five people's web views. */
const PORTS_OF_SHOP = 7;

async function portsOfShop() {
  /** @type {Set<number>} */
  const ports = new Set();
  while (ports.size < PORTS_OF_SHOP) ports.add(await freePort());
  const [shopPort, wechatPort, ...webViewPorts] = ports;
  if (shopPort === undefined || wechatPort === undefined) throw new Error("no free ports");
  return { shopPort, wechatPort, webViewPorts };
}

/**
 * The seeded template: a database and the local WeChat's folder that belongs to it, made anew when the sources that
 * decide their content change.
 */
async function template(/** @type {import("./postgres.mjs").Cluster} */ cluster) {
  const sandbox = hashOf([join(repositoryRoot, "wechat-sandbox", "src")]);
  const name = `template_${databaseContentHash().slice(0, 12)}_${sandbox.slice(0, 8)}`;
  const wechatFolder = join(testFolder, name);
  if ((await cluster.hasDatabase(name)) && existsSync(wechatFolder)) return { name, wechatFolder };
  rmSync(wechatFolder, { recursive: true, force: true });
  const building = `${name}_unfinished`;
  await cluster.dropDatabase(name);
  await cluster.dropDatabase(building);
  await cluster.createDatabase(building);
  const plan = await planOf(
    cluster.urlOf(building),
    join(testFolder, "unfinished"),
    join(testFolder, "logs", "template"),
  );
  rmSync(plan.wechatFolder, { recursive: true, force: true });
  const wechat = await startWeChat(plan);
  try {
    await migrate(plan);
    await seed(plan);
  } finally {
    await endChild(wechat);
  }
  cpSync(plan.wechatFolder, wechatFolder, { recursive: true });
  await cluster.createDatabase(name, building);
  await cluster.dropDatabase(building);
  return { name, wechatFolder };
}

/** @returns {Promise<import("./shop.mjs").ShopPlan>} */
async function planOf(
  /** @type {string} */ databaseUrl,
  /** @type {string} */ wechatFolder,
  /** @type {string} */ logFolder,
) {
  return {
    ...(await portsOfShop()),
    wechatFolder,
    logFolder,
    mediaFolder: join(testFolder, "media"),
    databaseUrl,
    secrets: SECRETS,
    admin: TEST_ADMIN,
  };
}

/**
 * Opens a shop of its own for a test file. Needs built sources (`npm test` sees to that).
 * @param {{ name: string, redis?: boolean, extraEnvironment?: Record<string, string> }} wanted `name` appears in logs
 */
export async function openTestShop({ name, redis = false, extraEnvironment = {} }) {
  const cluster = await testCluster();
  const from = await cluster.whileLocked(TEMPLATE_LOCK, () => template(cluster));
  const database = `shop_${name.replaceAll(/\W/g, "_")}_${process.pid}_${Date.now() % 100_000}`;
  await cluster.createDatabase(database, from.name);
  mkdirSync(testFolder, { recursive: true });
  const folder = mkdtempSync(join(testFolder, `${name}-`));
  cpSync(from.wechatFolder, join(folder, "wechat"), { recursive: true });
  const plan = await planOf(cluster.urlOf(database), join(folder, "wechat"), join(testFolder, "logs", name));
  // A test that changes something in the admin reads it at once; the tests of the cache itself set it.
  plan.extraEnvironment = { ...NO_LIMITS, SHOP_ANSWER_CACHE_MS: "0", ...extraEnvironment };
  const redisServer = redis ? await startRedis() : undefined;
  plan.redisUrl = redisServer?.url;
  let wechat = await startWeChat(plan);
  let server = await startServer(plan);
  const pool = new pg.Pool({ connectionString: plan.databaseUrl, max: 4 });
  return {
    origin: `http://127.0.0.1:${plan.shopPort}`,
    wechatOrigin: `http://127.0.0.1:${plan.wechatPort}`,
    webViewOrigins: plan.webViewPorts.map((port) => `http://127.0.0.1:${port}`),
    wechatFolder: plan.wechatFolder,
    databaseUrl: plan.databaseUrl,
    /** Where its Redis is, if it has one. */
    redisUrl: plan.redisUrl,
    admin: TEST_ADMIN,
    /** What the server writes, its access log included. */
    serverLog: join(plan.logFolder, "server.log"),
    pool,
    /** Runs a scheduled job now instead of waiting for its turn. @param {string} name */
    runJob: (name) => runJob({ origin: `http://127.0.0.1:${plan.shopPort}`, admin: TEST_ADMIN }, name),
    /**
     * Starts another server of the same shop, as a deployment with several has them.
     * @param {Record<string, string>} environment what is different about it
     */
    async startAnotherServer(environment) {
      const shopPort = await freePort();
      const logFolder = `${plan.logFolder}-another`;
      const extraEnvironment = { ...plan.extraEnvironment, ...environment };
      const another = await startServer({ ...plan, shopPort, logFolder, extraEnvironment });
      return { origin: `http://127.0.0.1:${shopPort}`, stop: () => endChild(another) };
    },
    /** Ends the server with SIGKILL. */
    killServer: () => killChild(server),
    /** Starts the server again after a kill. */
    async startServer() {
      server = await startServer(plan, { append: true });
    },
    /** Ends the server in order, as a deployment would. */
    stopServer: () => endChild(server),
    /** Takes the Redis away for good. */
    stopRedis: () => redisServer?.stop(),
    /** Ends the local WeChat and starts it again, as if its network had been away. */
    async restartWeChat() {
      await endChild(wechat);
      wechat = await startWeChat(plan);
    },
    async close() {
      await pool.end();
      await endChild(server);
      await endChild(wechat);
      await redisServer?.stop();
      await cluster.dropDatabase(database);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openTestShop>>} TestShop */
