import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import pg from "pg";
import {
  endChild,
  freePort,
  runToEnd,
  startChild,
  untilAnswering,
} from "../../../scripts/local/children.mjs";
import { startWeChat } from "../../../scripts/local/shop.mjs";
import { testCluster } from "../../../scripts/local/test-shop.mjs";

const example = resolve(__dirname, "..");
const medusa = resolve(__dirname, "../../../node_modules/.bin/medusa");
const MERCHANT = { email: "merchant@shop.example", password: "a-password-for-tests" };

/** The example as its README sets it up, with a local WeChat for a merchant's platform. */
export async function openMinimalShop() {
  const cluster = await testCluster();
  const database = `minimal_${process.pid}_${Date.now() % 100_000}`;
  await cluster.createDatabase(database);
  const folder = mkdtempSync(join(tmpdir(), "minimal-shop-"));
  const [shopPort, wechatPort, first, second] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ]);
  const databaseUrl = cluster.urlOf(database);
  const wechat = await startWeChat({
    shopPort,
    wechatPort,
    webViewPorts: [first, second],
    wechatFolder: join(folder, "wechat"),
    logFolder: folder,
    mediaFolder: folder,
    databaseUrl,
    secrets: { jwt: "", cookie: "", identity: "" },
    admin: MERCHANT,
  });
  const origin = `http://127.0.0.1:${shopPort}`;
  const env = environment(folder, { origin, wechatOrigin: `http://127.0.0.1:${wechatPort}`, databaseUrl });
  const run = (name: string, ...args: string[]) =>
    runToEnd({ command: medusa, args, cwd: example, env, log: join(folder, `${name}.log`) });
  await run("migrate", "db:migrate", "--execute-safe-links");
  await run("seed", "exec", "./src/scripts/seed.mjs");
  await run("user", "user", "-e", MERCHANT.email, "-p", MERCHANT.password);
  const log = join(folder, "server.log");
  const args = ["start", "--host", "127.0.0.1", "--port", String(shopPort)];
  const server = startChild({ command: medusa, args, cwd: example, env, log });
  await untilAnswering({
    url: `${origin}/health`,
    child: server,
    timeout_ms: 120_000,
    log,
    name: "The shop",
  });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  return {
    origin,
    wechatOrigin: `http://127.0.0.1:${wechatPort}`,
    merchant: MERCHANT,
    pool,
    async close() {
      await pool.end();
      await endChild(server);
      await endChild(wechat);
      await cluster.dropDatabase(database);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The variables of the example's `.env.example`, filled from the local WeChat's credentials. */
function environment(
  folder: string,
  shop: { origin: string; wechatOrigin: string; databaseUrl: string },
): NodeJS.ProcessEnv {
  const credentials = JSON.parse(readFileSync(join(folder, "wechat", "credentials.json"), "utf8"));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
    return join(folder, name);
  };
  return {
    ...process.env,
    NODE_ENV: "production",
    MEDUSA_DISABLE_TELEMETRY: "1",
    DATABASE_URL: shop.databaseUrl,
    SHOP_ORIGIN: shop.origin,
    JWT_SECRET: "j".repeat(64),
    COOKIE_SECRET: "c".repeat(64),
    WECHAT_PAY_APP_ID: credentials.app_id,
    WECHAT_PAY_MCH_ID: credentials.mch_id,
    WECHAT_PAY_MERCHANT_SERIAL: credentials.merchant_serial,
    WECHAT_PAY_MERCHANT_KEY_FILE: file("apiclient_key.pem", credentials.merchant_private_key),
    WECHAT_PAY_API_V3_KEY: credentials.api_v3_key,
    WECHAT_PAY_PUBLIC_KEY_ID: credentials.public_key_id,
    WECHAT_PAY_PUBLIC_KEY_FILE: file("pub_key.pem", credentials.public_key),
    WECHAT_PAY_BASE_URL: shop.wechatOrigin,
  };
}

export type MinimalShop = Awaited<ReturnType<typeof openMinimalShop>>;
