// `npm run bench:insights`: the collector through HTTP beside COPY and beside one INSERT an event with fourteen indexes,
// the roll-up of a day, and every report over many orders, all in one run. `--events`, `--day`, `--orders` set the sizes.
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { closeTestCluster, openTestShop, TEST_ADMIN, type TestShop } from "../../scripts/local/test-shop.mjs";
import { fillReports, makeDay, NAIVE_TABLE } from "./data";

const BATCH = 50;
const AT_ONCE = 16;
const REPORTS = [
  "overview",
  "traffic",
  "funnel",
  "distribution",
  "customers",
  "products",
  "searches",
  "habits",
];
const ROUNDS = 10;

const { values } = parseArgs({
  options: {
    events: { type: "string", default: "50000" },
    day: { type: "string", default: "200000" },
    orders: { type: "string", default: "200000" },
  },
});
const [events, day, orders] = [Number(values.events), Number(values.day), Number(values.orders)];

async function main(): Promise<void> {
  const shop = await openTestShop({ name: "bench-insights" });
  const pool = new pg.Pool({ connectionString: shop.databaseUrl, max: 8 });
  try {
    const http = await throughHttp(shop, events);
    const copied = await throughCopy(pool, events);
    const naive = await oneByOne(pool, Math.min(events, 10_000));
    say("HTTP, every check on", `${per(http)} events/s`);
    say("COPY into an equal table", `${per(copied)} events/s; HTTP is ${(http / copied).toFixed(2)} of it`);
    say(
      "one INSERT an event, 14 indexes",
      `${per(naive)} events/s; HTTP is ${(http / naive).toFixed(1)} times it`,
    );
    await makeDay(pool, day);
    const began = performance.now();
    await shop.runJob("count-insights");
    say(`roll-up of a day of ${day} events`, `${((performance.now() - began) / 1_000).toFixed(1)} s`);
    const { rows } = await pool.query(
      "select sum(pg_total_relation_size(inhrelid)) / greatest((select count(*) from insights.event), 1) as bytes from pg_inherits where inhparent = 'insights.event'::regclass",
    );
    say("storage of an event, indexes included", `${Math.round(Number(rows[0].bytes))} bytes`);
    await fillReports(pool, orders);
    await reports(shop);
  } finally {
    await pool.end();
    await shop.close();
    await closeTestCluster();
  }
}

const per = (rate: number): string => Math.round(rate).toLocaleString("en-US");
const say = (name: string, figure: string): void => console.log(`| ${name} | ${figure} |`);

const event = () => ({
  id: randomUUID(),
  kind: "product",
  product_id: "prod_01",
  occurred_at: new Date().toISOString(),
  path: "/pages/product/index",
  channel: "wechat",
});

/** Until all of them are stored, answers alone would be a boast. @returns events a second */
async function throughHttp(shop: TestShop, count: number): Promise<number> {
  const { rows } = await shop.pool.query("select token from api_key where type = 'publishable' limit 1");
  const bodies = Array.from({ length: Math.ceil(count / BATCH) }, () =>
    JSON.stringify({
      visitor_id: randomUUID(),
      consent: "granted",
      events: Array.from({ length: BATCH }, event),
    }),
  );
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, lane) => {
      for (let index = lane; index < bodies.length; index += AT_ONCE) {
        const answer = await fetch(`${shop.origin}/store/insights/events`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            "x-publishable-api-key": rows[0].token,
            "user-agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50",
            "x-forwarded-for": `10.${index % 250}.${lane}.1`,
          },
          body: bodies[index] as string,
        });
        if (answer.status !== 204) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
      }
    }),
  );
  for (;;) {
    const stored = await shop.pool.query("select count(*)::integer as count from insights.event");
    if (stored.rows[0].count >= bodies.length * BATCH) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return (bodies.length * BATCH * 1_000) / (performance.now() - began);
}

async function throughCopy(pool: pg.Pool, count: number): Promise<number> {
  await pool.query("create table copied_event (like insights.event including all)");
  const line = (): string =>
    `${randomUUID()}\t${randomUUID()}\t${new Date().toISOString()}\t2\t/pages/product/index\tprod_01\twechat\n`;
  const text = Array.from({ length: count }, line).join("");
  const client = await pool.connect();
  const began = performance.now();
  const copy = copyFrom(
    "copy copied_event (event_id, visitor_id, occurred_at, kind, path, product_id, channel) from stdin",
  );
  await pipeline(Readable.from([text]), client.query(copy));
  const rate = (count * 1_000) / (performance.now() - began);
  client.release();
  return rate;
}

async function oneByOne(pool: pg.Pool, count: number): Promise<number> {
  for (const sql of NAIVE_TABLE) await pool.query(sql);
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      for (let index = lane; index < count; index += 8) {
        await pool.query(
          `insert into naive_event (id, visitor_id, occurred_at, kind, path, product_id, channel)
           values ($1, $2, now(), 2, '/pages/product/index', 'prod_01', 'wechat')`,
          [randomUUID(), randomUUID()],
        );
      }
    }),
  );
  return (count * 1_000) / (performance.now() - began);
}

async function reports(shop: TestShop): Promise<void> {
  const logIn = await fetch(`${shop.origin}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(TEST_ADMIN),
  });
  const { token } = (await logIn.json()) as { token: string };
  for (const name of REPORTS) {
    const took_ms: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      const answer = await fetch(`${shop.origin}/admin/insights/reports/${name}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
      await answer.arrayBuffer();
      took_ms.push(performance.now() - began);
    }
    const sorted = took_ms.toSorted((one, other) => one - other);
    say(
      `report ${name}, 30 days of ${orders} orders`,
      `median ${Math.round(sorted[ROUNDS / 2] as number)} ms, slowest ${Math.round(sorted.at(-1) as number)} ms`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
