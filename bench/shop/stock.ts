import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Merchant, publishableKeyOf } from "../../plugins/mall/integration-tests/shopper";
import { endChild, freePort, startChild, untilAnswering } from "../../scripts/local/children.mjs";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { Counter } from "./counter";

const TIMEOUT_MS = 120_000;
const PROVIDER = "pp_system_default";
const address = {
  ...{ first_name: "王小藤", last_name: "王", address_1: "文三路 1 号", city: "杭州市" },
  ...{ province: "浙江省", country_code: "cn", postal_code: "310000", phone: "13800138000" },
};

/** Medusa without us: its own server on a seeded database of its own. */
export interface StockShop {
  origin: string;
  headers: Record<string, string>;
  region_id: string;
  counter: Counter;
  /** Medusa's six calls that make an order of two lines: cart, line, freight, collection, session, completion. */
  buy(variant_ids: readonly [string, string], promo_codes: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Lets orders be placed without WeChat, which Medusa as it comes does not know. */
async function allowManualPayment(shop: TestShop, region_id: string): Promise<void> {
  const merchant = await Merchant.logIn(shop);
  const answer = await merchant.send("POST", `/admin/regions/${region_id}`, {
    payment_providers: [PROVIDER],
  });
  if (answer.status !== 200) throw new Error(`no manual payment: ${JSON.stringify(answer.body)}`);
}

/** @param prepare what is written to the database through our server before Medusa's own takes it over */
export async function openStockShop(prepare: (shop: TestShop) => Promise<void>): Promise<StockShop> {
  const shop = await openTestShop({ name: "bench-stock" });
  const one = async (sql: string): Promise<string> => (await shop.pool.query(sql)).rows[0].id;
  const region_id = await one("select id from region where currency_code = 'cny'");
  const option_id = await one("select id from shipping_option where deleted_at is null order by id");
  await allowManualPayment(shop, region_id);
  await prepare(shop);
  const key = await publishableKeyOf(shop);
  await shop.stopServer();
  const [port, counter] = [await freePort(), await Counter.make()];
  const origin = `http://127.0.0.1:${port}`;
  const log = `${shop.serverLog}.stock`;
  const server = startChild({
    command: process.execPath,
    args: ["start.cjs"],
    cwd: join(__dirname, "stock"),
    env: {
      ...process.env,
      ...{ NODE_ENV: "production", MEDUSA_DISABLE_TELEMETRY: "1", DATABASE_URL: shop.databaseUrl },
      ...{ HOST: "127.0.0.1", PORT: String(port) },
      ...{ SHOP_ORIGIN: origin, JWT_SECRET: "j".repeat(64), COOKIE_SECRET: "c".repeat(64) },
      ...counter.environment,
    },
    log,
  });
  const awaited = { url: `${origin}/health`, child: server, timeout_ms: TIMEOUT_MS, log, name: "Medusa" };
  await untilAnswering(awaited).catch(async (error: unknown) => {
    await shop.close();
    throw error;
  });
  const headers = { "content-type": "application/json", "x-publishable-api-key": key };
  // biome-ignore lint/suspicious/noExplicitAny: what Medusa answers is Medusa's
  const post = async (path: string, body: object): Promise<any> => {
    const answer = await fetch(`${origin}/store/${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
  return {
    ...{ origin, headers, region_id, counter },
    async buy([first, second], promo_codes) {
      const { cart } = await post("carts", {
        ...{ region_id, email: `${randomUUID()}@example.com`, shipping_address: address, promo_codes },
        items: [{ variant_id: first, quantity: 1 }],
      });
      await post(`carts/${cart.id}/line-items`, { variant_id: second, quantity: 1 });
      await post(`carts/${cart.id}/shipping-methods`, { option_id });
      const { payment_collection } = await post("payment-collections", { cart_id: cart.id });
      await post(`payment-collections/${payment_collection.id}/payment-sessions`, { provider_id: PROVIDER });
      const done = await post(`carts/${cart.id}/complete`, {});
      if (done.type !== "order") throw new Error(`no order: ${JSON.stringify(done)}`);
    },
    async close() {
      await endChild(server);
      await shop.close();
    },
  };
}
