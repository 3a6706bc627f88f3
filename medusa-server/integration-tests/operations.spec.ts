import { readdirSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../../scripts/local/places.mjs";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { until } from "./shopper";

/** Those of Medusa's workflows on Redis: their tables are those of the engine without it, which a test shop has. */
const REDIS_MIGRATIONS = join(repositoryRoot, "node_modules/@medusajs/workflow-engine-redis/dist/migrations");
let shop: TestShop;

beforeAll(async () => {
  shop = await openTestShop({ name: "operations", redis: true });
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
    const server = await shop.startAnotherServer({ SHOP_DRAIN_MS: "3000" });
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
