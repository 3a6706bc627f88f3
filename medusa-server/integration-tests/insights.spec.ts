import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  eventually,
  merchantOf,
  newPerson,
  type Person,
} from "../../plugins/distribution/integration-tests/people";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";

const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.50";

let shop: TestShop;
let key: string;
let shopper: Person;
let merchant: Awaited<ReturnType<typeof merchantOf>>;

beforeAll(async () => {
  shop = await openTestShop({ name: "insights" });
  key = (await shop.pool.query("select token from api_key where type = 'publishable' limit 1")).rows[0].token;
  shopper = await newPerson(shop, "看客");
  merchant = await merchantOf(shop);
});
afterAll(() => shop?.close());

const page = (more: Record<string, unknown> = {}) => ({
  id: randomUUID(),
  kind: "page",
  occurred_at: new Date().toISOString(),
  path: "/pages/home/index",
  ...more,
});
const batchOf = (events: object[], more: Record<string, unknown> = {}) => ({
  visitor_id: randomUUID(),
  consent: "granted",
  events,
  ...more,
});

/** Sends events as a page does. */
async function send(body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${shop.origin}/store/insights/events`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-publishable-api-key": key,
      "user-agent": PHONE,
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

const stored = async (visitor_id: string) =>
  (
    await shop.pool.query("select * from insights.event where visitor_id = $1 order by occurred_at", [
      visitor_id,
    ])
  ).rows;
const waitFor = (visitor_id: string, count: number) =>
  eventually(
    () => stored(visitor_id),
    (rows) => rows.length >= count,
  );
const counts = async () => (await merchant("GET", "/admin/insights/collector")).body.collector;

describe("the collector", () => {
  it("answers 204 and keeps what came, each in its day", async () => {
    const batch = batchOf([
      page(),
      page({ kind: "product", product_id: "prod_1", channel: "wechat" }),
      page({ kind: "search", term: " 高山\t茶\\ ", results: 0 }),
      page({ kind: "open", share_token: "abcdefghijklmnop" }),
      page({ occurred_at: new Date(Date.now() - 2 * 86_400_000).toISOString() }),
    ]);
    expect(await send(batch)).toEqual({ status: 204, body: null });
    const rows = await waitFor(batch.visitor_id, 5);
    expect(rows.map(({ kind }) => kind)).toEqual([1, 1, 2, 3, 5]);
    expect(rows[3]).toMatchObject({ term: "高山\t茶\\", results: 0, customer_id: null });
    const { rows: days } = await shop.pool.query(
      "select count(distinct tableoid)::int as days from insights.event where visitor_id = $1",
      [batch.visitor_id],
    );
    expect(days[0].days).toBe(2);
  });

  it("keeps an event once, however often it comes", async () => {
    const events = [page(), page()];
    const batch = batchOf([...events, events[0] as object]);
    await send(batch);
    await waitFor(batch.visitor_id, 2);
    const more = page();
    await send({ ...batch, events: [...events, more] });
    expect((await waitFor(batch.visitor_id, 3)).map(({ event_id }) => event_id).toSorted()).toEqual(
      [...events, more].map(({ id }) => id).toSorted(),
    );
  });

  it("knows the customer by the log-in and believes no body", async () => {
    const batch = batchOf([page()]);
    expect((await send({ ...batch, customer_id: "cus_somebody" })).body).toMatchObject({
      code: "invalid_input",
      field: "customer_id",
    });
    await send(batch, { authorization: `Bearer ${shopper.token}` });
    const [row] = await waitFor(batch.visitor_id, 1);
    const { body } = await shopper.ask("GET", "/store/customers/me");
    expect(row.customer_id).toBe(body.customer.id);
  });

  it("keeps nothing of machines nor of who refused, and says nothing of it", async () => {
    const before = await counts();
    const refused = batchOf([page(), page()], { consent: "refused" });
    const signalled = batchOf([page()]);
    const bot = batchOf([page()]);
    expect((await send(refused)).status).toBe(204);
    expect((await send(signalled, { "sec-gpc": "1" })).status).toBe(204);
    const machine = "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)";
    expect((await send(bot, { "user-agent": machine })).status).toBe(204);
    const kept = batchOf([page()]);
    await send(kept);
    await waitFor(kept.visitor_id, 1);
    for (const { visitor_id } of [refused, signalled, bot]) expect(await stored(visitor_id)).toEqual([]);
    const after = await counts();
    expect(after.dropped_refused - before.dropped_refused).toBe(3);
    expect(after.dropped_bots - before.dropped_bots).toBe(1);
  });

  it.each([
    ["what is no JSON", "{", 400, undefined],
    ["an event without a time", batchOf([page({ occurred_at: "gestern" })]), 400, "events.0.occurred_at"],
    ["a batch of fifty-one", batchOf(Array.from({ length: 51 }, () => page())), 400, "events"],
    [
      "a time long past",
      batchOf([page({ occurred_at: "2020-01-01T00:00:00Z" })]),
      400,
      "events.0.occurred_at",
    ],
    ["what is too long", "x".repeat(70_000), 413, undefined],
  ])("refuses %s and keeps nothing", async (_, body, status, field) => {
    const answer = await send(body);
    expect([answer.status, answer.body?.field]).toEqual([status, field]);
    expect(answer.body?.code).toEqual(expect.any(String));
  });

  it("makes days ahead and drops those that were kept long enough", async () => {
    await shop.pool.query(
      `create table insights.event_20200101 partition of insights.event
       for values from ('2019-12-31T16:00Z') to ('2020-01-01T16:00Z')`,
    );
    await shop.runJob("keep-insights-event-days");
    const { rows } = await shop.pool.query(
      "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'insights.event'::regclass",
    );
    const names = rows.map(({ name }) => name);
    expect(names).not.toContain("insights.event_20200101");
    const ahead = new Date(Date.now() + 6 * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    expect(names).toContain(`insights.event_${ahead.replaceAll("-", "")}`);
  });

  it("writes what waits before the server ends", async () => {
    const batch = batchOf([page()]);
    await send(batch);
    await shop.stopServer();
    expect(await stored(batch.visitor_id)).toHaveLength(1);
    await shop.startServer();
  });
});
