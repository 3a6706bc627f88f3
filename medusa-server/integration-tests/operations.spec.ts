import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../scripts/local/children.mjs";
import { repositoryRoot } from "../../scripts/local/places.mjs";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import {
  ADDRESS,
  merchantToken,
  must,
  outTradeNoOf,
  peopleOf,
  Shopper,
  until,
  variantsInStock,
} from "./shopper";

/** Those of Medusa's workflows on Redis: their tables are those of the engine without it, which a test shop has. */
const REDIS_MIGRATIONS = join(repositoryRoot, "node_modules/@medusajs/workflow-engine-redis/dist/migrations");
let shop: TestShop;
let metricsPort: number;

beforeAll(async () => {
  metricsPort = await freePort();
  const extraEnvironment = { SHOP_METRICS_PORT: String(metricsPort) };
  shop = await openTestShop({ name: "operations", redis: true, extraEnvironment });
});

afterAll(() => shop?.close());

interface Health {
  status: string;
  checks: { name: string; state: string; fault?: string }[];
}

async function health(origin = shop.origin): Promise<{ status: number; body: Health }> {
  const answer = await fetch(`${origin}/health/ready`);
  return { status: answer.status, body: (await answer.json()) as Health };
}

/** What is wrong, as `check: fault`. */
async function faults(): Promise<string[]> {
  const { status, body } = await health();
  const failed = body.checks.filter(({ state }) => state === "failed");
  expect(status).toBe(failed.length === 0 ? 200 : 503);
  return failed.map(({ name, fault }) => `${name}: ${fault}`);
}

test("the description of all routes is there for who may log in to the admin, and for nobody else", async () => {
  // `npm test` has it made; a run of this file alone may find none.
  const file = join(repositoryRoot, "medusa-server", ".medusa", "server", "openapi.json");
  if (!existsSync(file))
    execFileSync(process.execPath, ["scripts/openapi/index.mjs"], { cwd: repositoryRoot });
  const asked = (headers: Record<string, string>) => fetch(`${shop.origin}/admin/openapi.json`, { headers });
  expect((await asked({})).status).toBe(401);
  const answer = await asked({ authorization: `Bearer ${await merchantToken(shop)}` });
  expect(answer.headers.get("content-type")).toContain("application/json");
  const { paths } = (await answer.json()) as { paths: object };
  expect(Object.keys(paths)).toEqual(expect.arrayContaining(["/store/mall/orders", "/admin/crm/segments"]));
});

describe("a server says whether it is ready", () => {
  test("migrations that have not run are found: those of the modules that come with a Redis", async () => {
    expect(await faults()).toEqual(["migrations: pending"]);
    const run = readdirSync(REDIS_MIGRATIONS).flatMap((file) => /^(Migration\w+)\.js$/.exec(file)?.[1] ?? []);
    await shop.pool.query("insert into mikro_orm_migrations (name) select unnest($1::text[])", [run]);
    expect(await faults()).toEqual([]);
  });

  test("it is, and names what it looked at", async () => {
    const { status, body } = await health();
    expect(body).toMatchObject({ status: "ready" });
    expect(status).toBe(200);
    expect(body.checks.map(({ name }) => name).sort()).toEqual([
      "clock",
      "database",
      "ledger_schema",
      "migrations",
      "redis",
      "wechat_pay_keys",
    ]);
  });

  test("it lives, whatever else is wrong", async () => {
    const answer = await fetch(`${shop.origin}/health/live`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("a ledger whose guard is off is found", async () => {
    await shop.pool.query("alter table distribution.transfer disable trigger append_only");
    try {
      expect(await faults()).toEqual(["ledger_schema: guard_off"]);
    } finally {
      await shop.pool.query("alter table distribution.transfer enable trigger append_only");
    }
    expect(await faults()).toEqual([]);
  });
});

describe("a server that is told to end", () => {
  /** A request whose body is sent in two halves: it is under way until the second one. */
  function slowRequest(origin: string) {
    const body = JSON.stringify({ email: "nobody@shop.cn", password: "x" });
    const sent = request(`${origin}/auth/user/emailpass`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": body.length },
    });
    const status = new Promise<number>((resolve, reject) => {
      sent.on("error", reject);
      sent.on("response", (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
      });
    });
    sent.write(body.slice(0, 5));
    return { status, finish: () => sent.end(body.slice(5)) };
  }

  test("fails no request: those under way are answered, new ones go elsewhere as soon as it says so", async () => {
    const server = await shop.startAnotherServer({ SHOP_DRAIN_MS: "8000", SHOP_METRICS_PORT: "" });
    const slow = Array.from({ length: 5 }, () => slowRequest(server.origin));
    let isReady = true;
    const statuses: number[] = [];
    // As a proxy does: whoever has seen that it is not ready sends it nothing more.
    const shoppers = Array.from({ length: 8 }, async () => {
      while (isReady) statuses.push((await fetch(`${server.origin}/health/live`)).status);
    });
    await until("requests are answered", async () => statuses.length > 20);
    const ended = server.stop();
    await until("it says that it ends", async () => {
      const { status, body } = await health(server.origin);
      return status === 503 && body.status === "shutting_down";
    });
    isReady = false;
    await Promise.all(shoppers);
    expect(new Set(statuses)).toEqual(new Set([200]));
    // Still in time: it accepts, and it has not forgotten the five.
    for (const one of slow) one.finish();
    expect(await Promise.all(slow.map(({ status }) => status))).toEqual([401, 401, 401, 401, 401]);
    await ended;
    await expect(fetch(`${server.origin}/health/live`)).rejects.toThrow();
  }, 180_000);
});

describe("a busy shop is watched", () => {
  const metrics = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  /** What must stand in no log and no metric. */
  const secrets: string[] = [];
  let orderId: string;

  beforeAll(async () => {
    const person = peopleOf(shop)[0];
    if (!person) throw new Error("nobody shops");
    const shopper = await Shopper.logIn(shop, person);
    const [variant_id = ""] = await variantsInStock(shop, 1);
    const order = await shopper.order([{ variant_id, quantity: 1 }]);
    orderId = order.id;
    await shopper.present(order);
    const number = await outTradeNoOf(shop, order);
    await must(`${shop.wechatOrigin}/__control/orders/${number}/pay`, { method: "POST", body: {} });
    await until("the order is paid", async () => (await shopper.see(order)).state === "to_ship");
    const token = await merchantToken(shop);
    const headers = { authorization: `Bearer ${token}` };
    for (const path of [
      `customers?q=${ADDRESS.phone}`,
      `orders?q=${shop.admin.email}`,
      `orders/${order.id}`,
    ]) {
      await must(`${shop.origin}/admin/${path}`, { headers });
    }
    secrets.push(shopper.token, token, person.openid, ADDRESS.phone, ADDRESS.full_name, ADDRESS.address_1);
    secrets.push(shop.admin.email, shop.admin.password, "j".repeat(64), "c".repeat(64));
  });

  test("requests are counted by route and status, payments and jobs as they happen", async () => {
    const wanted = [
      /tengman_http_requests_total\{method="POST",route="\/store\/mall\/orders",status="20\d"\} 1\n/,
      /tengman_http_request_duration_seconds_bucket\{le="10",route="\/store\/mall\/orders\/:id"\} \d/,
      /tengman_events_total\{event="payment\.captured"\} 1\n/,
      /tengman_events_total\{event="order\.placed"\} 1\n/,
      /tengman_job_runs_total\{job="[\w-]+",outcome="done"\} \d/,
      /tengman_job_delay_seconds_count\{job="[\w-]+"\} \d/,
      /tengman_nodejs_eventloop_lag_p99_seconds \d/,
      /tengman_queue_jobs\{queue="events-queue",state="waiting"\} \d/,
      /tengman_ledger_differences 0\n/,
      /tengman_ledger_recent_transfers\{kind="accrue"\} \d/,
      /tengman_wechat_pay_oldest_waiting_notification_seconds \d/,
      /wechat_pay_notifications_total\{[^}]*subject="transaction"[^}]*\} 1/,
      /tengman_metrics_unread_sources 0\n/,
    ];
    for (const one of wanted) await until(String(one), async () => one.test(await metrics()), 40_000);
  }, 180_000);

  test("no label is without end: no id, no address", async () => {
    const text = await metrics();
    expect(text).not.toContain(orderId);
    const routes = new Set([...text.matchAll(/route="([^"]*)"/g)].map(([, route]) => route));
    for (const route of routes) expect(route).toMatch(/^(\(no route\)|\(page\)|\/[\w/:.*-]+)$/);
    expect(routes.size).toBeGreaterThan(5);
  });

  test("neither logs nor metrics name a token, a phone, an openid, a person or a secret", async () => {
    const log = readFileSync(shop.serverLog, "utf8");
    expect(log).toContain(orderId);
    const text = `${log}\n${await metrics()}`;
    expect(secrets.every((secret) => secret.length >= 2)).toBe(true);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  test("each answer has an id, under which the log knows it; a stranger's is not believed", async () => {
    const trusted = await fetch(`${shop.origin}/store/nothing/1`, {
      headers: { "x-request-id": "proxy-0000-1" },
    });
    expect(trusted.headers.get("x-request-id")).toBe("proxy-0000-1");
    const odd = await fetch(`${shop.origin}/store/nothing/2`, { headers: { "x-request-id": 'a" b' } });
    const id = odd.headers.get("x-request-id") ?? "";
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    await until("both are logged", async () => {
      const log = readFileSync(shop.serverLog, "utf8");
      return log.includes('"request_id":"proxy-0000-1"') && log.includes(`"request_id":"${id}"`);
    });
  });
});

test("a Redis that is away is found, and no address of it is answered", async () => {
  await shop.stopRedis();
  await until("it is found", async () => {
    const { status, body } = await health();
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|redis:\/\//);
    const redis = body.checks.find(({ name }) => name === "redis");
    return status === 503 && redis?.state === "failed";
  });
});
