import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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

describe("what is counted", () => {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const visitor_id = randomUUID();
  let distributor: Person;
  let variants: { id: string; product_id: string }[];
  let token: string;

  const as = (person: Person) => ({ authorization: `Bearer ${person.token}` });
  const report = async (name: string, query = `?from=${today}&to=${today}`) => {
    const { status, body } = await merchant("GET", `/admin/insights/reports/${name}${query}`);
    expect([status, body]).toMatchObject([200, {}]);
    return body.report;
  };
  type Figures = Record<string, string | number | null>;
  const figuresOf = ({ figures }: { figures: { key: string; value: string | number | null }[] }): Figures =>
    Object.fromEntries(figures.map(({ key, value }) => [key, value]));
  const rowsOf = (given: { tables: { name: string; rows: Figures[] }[] }, name: string): Figures[] =>
    given.tables.find((table) => table.name === name)?.rows ?? [];

  async function refund(order_id: string, amount: number): Promise<void> {
    const path = `/admin/orders/${order_id}?fields=*payment_collections,*payment_collections.payments`;
    const payment = (await merchant("GET", path)).body.order.payment_collections[0].payments[0];
    const answer = await merchant("POST", `/admin/payments/${payment.id}/refund`, { amount });
    expect([answer.status, answer.body]).toMatchObject([200, {}]);
  }

  /** The same money by other ways: Medusa's captures and refunds, and the ledger's own postings. */
  async function moneyOf(order_ids: string[]) {
    const { rows } = await shop.pool.query(
      `select coalesce(sum(c.amount), 0) as captured, coalesce((
         select sum(r.amount) from refund r join payment p on p.id = r.payment_id
         join order_payment_collection l on l.payment_collection_id = p.payment_collection_id
         where l.order_id = any ($1) and r.deleted_at is null), 0) as refunded
       from capture c join payment p on p.id = c.payment_id
       join order_payment_collection l on l.payment_collection_id = p.payment_collection_id
       where l.order_id = any ($1) and c.deleted_at is null`,
      [order_ids],
    );
    const posted = await shop.pool.query(
      `select coalesce(sum(t.amount_fen) filter (where t.kind = 1), 0)::text as accrued,
         coalesce(sum(t.amount_fen) filter (where t.kind in (2, 3, 4)), 0)::text as clawed
       from distribution.transfer t join distribution.frozen_line l on l.order_line_id = t.order_line_id
       where l.order_id = any ($1)`,
      [order_ids],
    );
    const fen = (yuan: string) => BigInt(Math.round(Number(yuan) * 100));
    return {
      paid: fen(rows[0].captured),
      refunded: fen(rows[0].refunded),
      accrued: BigInt(posted.rows[0].accrued),
      clawed: BigInt(posted.rows[0].clawed),
    };
  }

  const orderIds: string[] = [];
  const attributed: string[] = [];

  beforeAll(async () => {
    distributor = await newPerson(shop, "阿藤");
    expect((await distributor.join()).status).toBe(201);
    token = await distributor.shareToken();
    const friend = await newPerson(shop, "朋友");
    expect((await friend.bind(token)).status).toBe(201);
    const { products } = (await friend.ask("GET", "/store/mall/products?limit=2")).body;
    variants = [];
    for (const { id } of products) {
      const { product } = (await friend.ask("GET", `/store/mall/products/${id}`)).body;
      variants.push({ id: product.variants[0].id, product_id: id });
    }
    const [tea, cup] = variants as [{ id: string; product_id: string }, { id: string; product_id: string }];
    await send(
      batchOf(
        [
          page({ kind: "open", share_token: token, channel: "share" }),
          page({ channel: "share" }),
          page({ kind: "product", product_id: tea.product_id, channel: "share" }),
          page({ kind: "cart", product_id: tea.product_id, channel: "share" }),
          page({ kind: "search", term: "没有的东西", results: 0, channel: "share" }),
          page({ kind: "checkout", channel: "share" }),
        ],
        { visitor_id },
      ),
      as(friend),
    );
    await waitFor(visitor_id, 6);
    const first = await friend.buy([
      { variant_id: tea.id, quantity: 2 },
      { variant_id: cup.id, quantity: 1 },
    ]);
    const second = await friend.buy([{ variant_id: cup.id, quantity: 1 }]);
    const alone = await shopper.buy([{ variant_id: tea.id, quantity: 1 }]);
    const unpaid = await friend.order([{ variant_id: tea.id, quantity: 1 }]);
    attributed.push(first.id, second.id);
    orderIds.push(first.id, second.id, alone.id, unpaid.id);
    await eventually(
      () => moneyOf(attributed),
      ({ accrued }) => accrued > 0n,
    );
    await shop.runJob("count-insights");
    // Refunds come when the day was counted already.
    await refund(first.id, 1.23);
    await refund(alone.id, 0.5);
    await eventually(
      () => moneyOf(orderIds),
      ({ clawed, refunded }) => clawed > 0n && refunded === 173n,
    );
    await shop.runJob("count-insights");
    await shop.runJob("count-insights");
  });

  it("comes to the fen of what Medusa captured and refunded and the ledger posted", async () => {
    const all = await moneyOf(orderIds);
    const own = await moneyOf(attributed);
    const overview = await report("overview");
    expect(figuresOf(overview)).toMatchObject({
      paid_fen: String(all.paid),
      refunded_fen: String(all.refunded),
      net_fen: String(all.paid - all.refunded),
      commission_fen: String(all.accrued - all.clawed),
      paid_orders: 3,
      orders: 4,
      average_fen: String(all.paid / 3n),
    });
    expect(rowsOf(overview, "by_day")).toMatchObject([
      { day: today, net_fen: String(all.paid - all.refunded) },
    ]);
    const effect = await report("distribution");
    expect(figuresOf(effect)).toMatchObject({
      net_fen: String(own.paid - own.refunded),
      accrued_fen: String(all.accrued),
      clawed_fen: String(all.clawed),
      commission_fen: String(all.accrued - all.clawed),
      orders: 2,
      new_customers: 1,
      opens: 1,
      selling_distributors: 1,
      cost_ratio: Number(((all.accrued - all.clawed) * 10_000n) / (own.paid - own.refunded)),
    });
    expect(rowsOf(effect, "effect")).toMatchObject([
      { source: "attributed", net_fen: String(own.paid - own.refunded) },
      {
        source: "unattributed",
        orders: 1,
        net_fen: String(all.paid - all.refunded - own.paid + own.refunded),
      },
    ]);
    expect(rowsOf(effect, "tiers")).toMatchObject([
      { tier: 1, orders: 2, commission_fen: String(own.accrued - own.clawed) },
    ]);
    expect(rowsOf(effect, "top")).toMatchObject([
      { name: "阿藤", orders: 2, new_customers: 1, net_fen: String(own.paid - own.refunded) },
    ]);
    const traffic = rowsOf(await report("traffic"), "by_channel");
    const sum = traffic.reduce((total, { net_fen }) => total + BigInt(net_fen ?? 0), 0n);
    expect(sum).toBe(all.paid - all.refunded);
    expect(traffic.find(({ source }) => source === "share")).toMatchObject({
      paid_orders: 2,
      net_fen: String(own.paid - own.refunded),
    });
  });

  it("has products whose goods come to what the ledger froze of the orders", async () => {
    const products = rowsOf(await report("products"), "products");
    const goods = products.reduce((total, { goods_fen }) => total + BigInt(goods_fen ?? 0), 0n);
    const frozen = await shop.pool.query(
      "select sum(goods_fen)::text as goods_fen from distribution.frozen_order where order_id = any ($1)",
      [orderIds.slice(0, 3)],
    );
    expect(goods).toBe(BigInt(frozen.rows[0].goods_fen));
    const viewed = products.find(({ views }) => Number(views) > 0);
    expect(viewed).toMatchObject({ orders: 2, pieces: 3 });
  });

  it("knows how far visitors came, from orders where pages cannot know it", async () => {
    const funnel = await report("funnel");
    const mine = rowsOf(funnel, "by_channel").find(({ source }) => source === "share");
    expect(mine).toEqual({
      source: "share",
      visitors: 1,
      product: 1,
      cart: 1,
      checkout: 1,
      ordered: 1,
      paid: 1,
      conversion: 10_000,
    });
    expect(rowsOf(funnel, "by_distributor")).toMatchObject([{ name: "阿藤", visitors: 1, paid: 1 }]);
  });

  it("has searches without result, buyers who came back, and hours", async () => {
    expect(rowsOf(await report("searches"), "without_result")).toContainEqual({
      term: "没有的东西",
      searches: 1,
      visitors: 1,
      without_result: 1,
    });
    const customers = await report("customers");
    expect(figuresOf(customers)).toMatchObject({
      buyers: 2,
      new_buyers: 2,
      repeat_buyers: 1,
      repurchase: 5_000,
    });
    expect(rowsOf(customers, "cohorts")).toMatchObject([{ month: today.slice(0, 7), size: 2 }]);
    const habits = await report("habits");
    expect(figuresOf(habits)).toMatchObject({ orders: 3 });
    expect(rowsOf(habits, "together")).toMatchObject([{ orders: 1, lift: expect.any(String) }]);
  });

  it("counts a day again when events come late, and nothing twice", async () => {
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    const before = figuresOf(await report("traffic", ""));
    const late = batchOf([page({ occurred_at: yesterday })]);
    await send(late);
    await waitFor(late.visitor_id, 1);
    await shop.runJob("count-insights");
    await shop.runJob("count-insights");
    const after = figuresOf(await report("traffic", ""));
    expect(Number(after.visitors) - Number(before.visitors)).toBe(1);
    expect(Number(after.page_views) - Number(before.page_views)).toBe(1);
  });

  it("gives each table as a file, and refuses ranges and reports that are none", async () => {
    const path = "/admin/insights/reports/searches";
    const file = await merchant("GET", `${path}/terms?from=${today}&to=${today}`);
    expect(file.headers.get("content-disposition")).toContain(`searches-terms-${today}-${today}.csv`);
    expect(file.body).toContain("没有的东西,1,1,1");
    expect(await merchant("GET", `${path}?from=2026-02-30`)).toMatchObject({
      status: 400,
      body: { code: "invalid_input", field: "from" },
    });
    expect(await merchant("GET", "/admin/insights/reports/nothing")).toMatchObject({
      status: 404,
      body: { code: "report_not_found" },
    });
    expect((await merchant("GET", `${path}/nothing`)).status).toBe(404);
  });

  it("forgets which visitor a customer was, and keeps what was counted", async () => {
    const { customer } = (await shopper.ask("GET", "/store/customers/me")).body;
    const mine = batchOf([page()]);
    await send(mine, as(shopper));
    await waitFor(mine.visitor_id, 1);
    await shop.runJob("count-insights");
    const linked = async () =>
      (
        await shop.pool.query(
          `select (select count(*) from insights.event where customer_id = $1)::integer as events,
             (select count(*) from insights.visitor_day where customer_id = $1)::integer as days`,
          [customer.id],
        )
      ).rows[0];
    expect((await linked()).days).toBeGreaterThan(0);
    const ask = (act: string) =>
      merchant("POST", "/admin/workflows-executions/insights-personal-data/run", {
        input: { act, customer_id: customer.id, now: new Date().toISOString(), closed_at: null },
      });
    expect((await ask("erase")).status).toBe(200);
    expect((await ask("erase")).status).toBe(200);
    expect(await linked()).toEqual({ events: 0, days: 0 });
    expect(await stored(mine.visitor_id)).toHaveLength(1);
  });
});

describe("alerts", () => {
  const receiver = createServer((_req, res) => {
    res.writeHead(204).end();
  });
  let secret = "";

  const SETTINGS = "/admin/insights/alert-settings";
  const settingsOf = async () => (await merchant("GET", SETTINGS)).body;
  const openAlerts = async (kind: string) =>
    (await merchant("GET", "/admin/insights/alerts?state=open&limit=100")).body.alerts.filter(
      (alert: { kind: string }) => alert.kind === kind,
    );
  const look = () => shop.runJob("insights-alerts");
  const setThreshold = async (kind: string, threshold: number) => {
    const { settings } = await settingsOf();
    const rules = settings.rules.map((rule: { kind: string }) =>
      rule.kind === kind ? { kind, threshold, is_enabled: true } : rule,
    );
    return merchant("POST", SETTINGS, { ...settings, rules });
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const { settings } = await settingsOf();
    const saved = await merchant("POST", SETTINGS, {
      ...settings,
      emails: ["owner@shop.example"],
      webhook_url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`,
      // Whatever the clock says, whoever wants to know is told.
      quiet_hours: { from_hour: 0, until_hour: 0 },
    });
    expect([saved.status, saved.body]).toMatchObject([200, {}]);
    secret = saved.body.webhook_secret;
    await look();
  });
  afterAll(() => receiver.close());

  it("are raised by bills that differ, refunds, an unusual distributor and fewer buyers", async () => {
    await shop.pool.query(
      `insert into wechat_reconciliation_day (id, day, state, difference_count, reconciled_at, created_at, updated_at)
       values ('wxrd_test', '2020-01-01', 'differing', 1, now(), now(), now())`,
    );
    await shop.pool.query(
      `insert into insights.order_fact (order_id, placed_at, placed_day, paid_at, paid_day, paid_fen, refunded_fen, channel, distributor_id, accrued_fen, clawed_fen)
       select 'order_alert_' || n, now(), now()::date, now(), (now() at time zone 'Asia/Shanghai')::date, 100000000, 90000000, '', 'dist_unusual', 0, 0
       from generate_series(1, 20) n`,
    );
    await shop.pool.query(
      `insert into insights.traffic_day (day, channel, distributor_id, visitors, new_visitors, product, cart, checkout, ordered, paid, page_views, shares, opens)
       select (now() at time zone 'Asia/Shanghai')::date - n, 'alerts', '', 100000, 0, 0, 0, 0, 0, case when n = 1 then 10 else 5000 end, 0, 0, 0
       from generate_series(1, 10) n`,
    );
    await look();
    expect(await openAlerts("reconciliation_difference")).toMatchObject([{ subjects: ["2020-01-01"] }]);
    expect(await openAlerts("refund_rate")).toHaveLength(1);
    expect(await openAlerts("unusual_distributor")).toMatchObject([
      { value: 20, subjects: ["dist_unusual"] },
    ]);
    expect(await openAlerts("conversion_drop")).toHaveLength(1);
    expect(await openAlerts("ledger_difference")).toEqual([]);
    expect(await openAlerts("payment_failures")).toEqual([]);
  });

  it("show where messages go only to who may change it", async () => {
    const { settings, messages } = await settingsOf();
    expect(new URL(settings.webhook_url).pathname).toBe("/alerts");
    const posted = messages.filter(({ channel }: { channel: string }) => channel === "webhook");
    expect(posted.length).toBeGreaterThan(0);
    const made = await merchant("POST", "/admin/api-keys", { title: "a machine that reads", type: "secret" });
    const basic = Buffer.from(`${made.body.api_key.token}:`).toString("base64");
    const read = await fetch(`${shop.origin}${SETTINGS}`, { headers: { authorization: `Basic ${basic}` } });
    const shown = await read.text();
    expect(read.status).toBe(200);
    expect(JSON.parse(shown).settings.webhook_url).toBe(`${new URL(settings.webhook_url).origin}/…`);
    expect(shown).not.toContain(settings.webhook_url);
  });

  it("are set within bounds, and an unknown one cannot be seen to", async () => {
    const { settings } = await settingsOf();
    const wrong = await merchant("POST", SETTINGS, { ...settings, webhook_url: "file:///etc/passwd" });
    expect(wrong).toMatchObject({ status: 400, body: { code: "invalid_input", field: "webhook_url" } });
    expect(await setThreshold("refund_rate", 20_000)).toMatchObject({
      status: 400,
      body: { field: "rules.2.threshold" },
    });
    expect((await settingsOf()).settings).toEqual(settings);
    expect(JSON.stringify(await settingsOf())).not.toContain(secret);
    const none = await merchant("POST", "/admin/insights/alerts/alrt_none/acknowledge", {});
    expect(none).toMatchObject({ status: 404, body: { code: "alert_not_found" } });
  });
});
