import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factsByHand } from "../../plugins/crm/integration-tests/facts-by-hand";
import {
  bothAnswers,
  customerArb,
  openFacts,
  segmentArb,
  storeCustomers,
} from "../../plugins/crm/integration-tests/segments";
import { isControl } from "../../plugins/crm/src/domain/outreach";
import { type Goods, goodsFor, makePromotion } from "../../plugins/mall/integration-tests/goods";
import { type Answer, Merchant, Shopper } from "../../plugins/mall/integration-tests/shopper";
import { until } from "../../plugins/mall/integration-tests/traces";
import { WechatControl } from "../../plugins/official-account/integration-tests/local-wechat";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";

let shop: TestShop;
let merchant: Merchant;
let buyer: Shopper;
let visitor: Shopper;
let goods: Goods[];
const id = { buyer: "", visitor: "" };

beforeAll(async () => {
  shop = await openTestShop({
    name: "crm",
    // The hours of the day at which the tests run are nobody's quiet hours.
    extraEnvironment: { CRM_QUIET_HOURS: "0-0" },
  });
  merchant = await Merchant.logIn(shop);
  buyer = await Shopper.logIn(shop, "老顾客");
  visitor = await Shopper.logIn(shop, "=看客");
  goods = await goodsFor(buyer, 3);
  id.buyer = (await buyer.get("/store/customers/me")).body.customer.id;
  id.visitor = (await visitor.get("/store/customers/me")).body.customer.id;
});
afterAll(() => shop?.close());

const get = (path: string) => merchant.send("GET", `/admin/crm/${path}`);
const post = (path: string, body: object = {}) => merchant.send("POST", `/admin/crm/${path}`, body);
const factsOf = async (customer_id: string): Promise<Answer["body"]> =>
  (await get(`customers/${customer_id}`)).body.facts;
const membersOf = async (expression: unknown): Promise<string[]> =>
  (await post("segments/customers", { expression, limit: 100 })).body.customers.map(
    ({ customer_id }: { customer_id: string }) => customer_id,
  );

/** A paid order of so many of each of the goods. */
async function buy(who: Shopper, ...quantities: number[]): Promise<Answer["body"]> {
  const lines = quantities.map((quantity, at): [string, number] => [goods[at]?.variant_id ?? "", quantity]);
  const placed = await who.order(lines);
  expect(placed.status).toBe(201);
  await who.pay(placed.body.order.id);
  return await who.orderIn(placed.body.order.id, "to_ship");
}

async function giveBack(order_id: string, yuan: number): Promise<void> {
  const fields = "fields=*payment_collections,*payment_collections.payments";
  const { order } = (await merchant.send("GET", `/admin/orders/${order_id}?${fields}`)).body;
  const payment = order.payment_collections[0].payments[0];
  const answer = await merchant.send("POST", `/admin/payments/${payment.id}/refund`, { amount: yuan });
  expect(answer.status).toBe(200);
}

describe("tags", () => {
  it("are given by hand, to one and to many, and taken; who did it when is kept", async () => {
    const { tag } = (await post("tags", { name: "老客户" })).body;
    const given = await post(`tags/${tag.id}/customers`, { add: [id.buyer, id.visitor] });
    expect(given.body).toEqual({ added: 2, removed: 0 });
    expect((await post(`tags/${tag.id}/customers`, { add: [id.buyer] })).body).toEqual({
      added: 0,
      removed: 0,
    });
    const taken = await post(`customers/${id.visitor}/tags`, { remove: [tag.id] });
    expect(taken.body.tags).toEqual([]);
    expect((await get(`customers/${id.buyer}`)).body.tags).toMatchObject([
      { name: "老客户", origin: "hand" },
    ]);
    const { entries } = (await get(`audit?customer_id=${id.visitor}`)).body;
    expect(entries.map(({ action }: Answer["body"]) => action)).toEqual(["tag_taken", "tag_set"]);
    expect(entries[0]).toMatchObject({ subject_id: tag.id, actor_id: expect.stringMatching(/^user_/) });
  });

  it("that cannot be given change nothing", async () => {
    const { tags } = (await get("tags")).body;
    expect(await post("tags", { name: "老客户" })).toMatchObject({
      status: 409,
      body: { code: "tag_name_taken" },
    });
    expect(await post("tags", { name: " " })).toMatchObject({ status: 400, body: { field: "name" } });
    expect(await post("tags", { name: "错", rule: { field: "orders" } })).toMatchObject({
      status: 400,
      body: { code: "segment_invalid", field: "rule.op" },
    });
    expect(await post(`tags/${tags[0].id}/customers`, { add: [id.visitor, "cus_none"] })).toMatchObject({
      status: 404,
      body: { code: "customer_unknown", field: "add.1" },
    });
    expect(await post("tags/ctag_none/customers", { add: [id.buyer] })).toMatchObject({ status: 404 });
    expect((await get("tags")).body).toEqual({ tags });
  });
});

describe("a customer's facts", () => {
  it("follow their orders and refunds, and equal what another computation says, to the fen", async () => {
    const first = await buy(buyer, 2, 1);
    await buy(buyer, 1);
    await giveBack(first.id, 1.23);
    await until("the refund was counted", async () => (await factsOf(id.buyer)).refunded_fen === "123");
    const facts = await factsOf(id.buyer);
    expect(facts).toMatchObject({ order_count: 2, refund_count: 1, source: "wechat", distributor_id: null });
    expect(facts.net_fen).toBe(String(BigInt(facts.paid_fen) - 123n));
    const { rows } = await shop.pool.query(
      `select customer_id, order_count, paid_fen::text, refunded_fen::text, refund_count, first_order_at, last_order_at,
         product_ids, category_ids from crm_customer_fact where customer_id = $1`,
      [id.buyer],
    );
    expect(rows).toEqual([await factsByHand(shop.pool, id.buyer)]);
  });

  it("that an event was lost for, or that were spoilt, are true again after the job", async () => {
    const before = await factsOf(id.buyer);
    await shop.pool.query("update crm_customer_fact set paid_fen = 1, refunded_fen = 0, product_ids = '{}'");
    await shop.pool.query("delete from crm_customer_fact where customer_id = $1", [id.visitor]);
    await shop.pool.query(
      `insert into crm_customer_fact (customer_id, registered_at, order_count, paid_fen, refunded_fen, refund_count, product_ids,
         category_ids, source, computed_at) select 'cus_gone', now(), 0, 0, 0, 0, '{}', '{}', 'email', now()`,
    );
    await shop.runJob("reconcile-customer-facts");
    expect(await factsOf(id.buyer)).toEqual(before);
    expect(await factsOf(id.visitor)).toMatchObject({ order_count: 0, net_fen: "0", last_order_at: null });
    const gone = await shop.pool.query("select from crm_customer_fact where customer_id = 'cus_gone'");
    expect(gone.rowCount).toBe(0);
  });
});

describe("a segment", () => {
  it("counts as it is written, and lists whom it counts, page by page", async () => {
    const bought = { field: "orders", op: "at_least", value: 1 };
    expect((await post("segments/count", { expression: bought })).body).toMatchObject({
      customers: 1,
      orders: 2,
    });
    const { customers } = (await post("segments/count")).body;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await post("segments/customers", { limit: 1, ...(cursor ? { cursor } : {}) })).body;
      seen.push(page.customers[0].customer_id);
      cursor = page.next_cursor;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([customers, customers]);
    expect(seen[0]).toBe(id.buyer);
  });

  it("knows what was bought, in a category's sub-categories too, who is tagged, and who is in WeChat", async () => {
    const { product_ids, category_ids } = (
      await shop.pool.query(
        "select product_ids, category_ids from crm_customer_fact where customer_id = $1",
        [id.buyer],
      )
    ).rows[0];
    expect(category_ids.length).toBeGreaterThan(0);
    const [tag] = (await get("tags")).body.tags;
    for (const condition of [
      { field: "bought_product", ids: [product_ids[0]] },
      { field: "bought_category", ids: [category_ids[0]] },
      { field: "tag", ids: [tag.id] },
      { field: "last_order", op: "within", days: 1 },
      { field: "rfm", r: [0], f: [1] },
    ]) {
      expect([condition, await membersOf(condition)]).toEqual([condition, [id.buyer]]);
    }
    expect(await membersOf({ field: "source", values: ["wechat"] })).toEqual(
      expect.arrayContaining([id.buyer, id.visitor]),
    );
    expect(await membersOf({ field: "last_order", op: "over", days: 1 })).toEqual([]);
  });

  it("that is malformed is refused with its field, and the database's answer is the rule's for any other", async () => {
    expect(await post("segments/count", { expression: { all: [{ field: "tag", ids: [] }] } })).toMatchObject({
      status: 400,
      body: { code: "segment_invalid", field: "expression.all.0.ids" },
    });
    const client = await shop.pool.connect();
    try {
      await openFacts(client);
      const customers = fc.sample(customerArb, { numRuns: 60, seed: 20261130 });
      await storeCustomers(client, customers);
      await fc.assert(
        fc.asyncProperty(segmentArb, async (segment) => {
          const { database, rule } = await bothAnswers(client, customers, segment);
          expect(database).toEqual(rule);
        }),
        { numRuns: 400 },
      );
    } finally {
      client.release(true);
    }
  });

  it("is saved, changed and exported, which is audited; a name that is a formula is text in the file", async () => {
    const expression = { field: "orders", op: "at_most", value: 0 };
    const { segment } = (await post("segments", { name: "没买过", expression })).body;
    expect(await post("segments", { name: "没买过", expression })).toMatchObject({ status: 409 });
    const file = await merchant.fetch(`/admin/crm/segments/${segment.id}/export`);
    const lines = (await file.text()).split("\r\n");
    expect(file.headers.get("content-type")).toContain("text/csv");
    expect(lines.find((line) => line.startsWith(id.visitor))).toContain(",'=看客,");
    expect(lines.some((line) => line.startsWith(id.buyer))).toBe(false);
    const { entries } = (await get("audit?limit=1")).body;
    expect(entries).toMatchObject([{ action: "segment_exported", subject_id: segment.id }]);
    expect((await post(`segments/${segment.id}`, { name: "看客", expression })).status).toBe(200);
    expect((await get("segments")).body.segments).toMatchObject([{ name: "看客", expression }]);
    expect((await merchant.send("DELETE", `/admin/crm/segments/${segment.id}`)).status).toBe(200);
    expect((await get("segments")).body.segments).toEqual([]);
  });
});

describe("a tag's rule", () => {
  it("sets and takes the tag with the facts, and leaves alone what was set by hand", async () => {
    const never = { field: "orders", op: "at_most", value: 0 };
    const made = (await post("tags", { name: "待转化", rule: never })).body;
    expect(made.added).toBeGreaterThan(0);
    const namesOf = async (who: string) =>
      (await get(`customers/${who}`)).body.tags.map(({ name }: Answer["body"]) => name);
    expect(await namesOf(id.visitor)).toEqual(["待转化"]);
    await post(`customers/${id.buyer}/tags`, { add: [made.tag.id] });
    await buy(visitor, 1);
    await until("the visitor's order was counted", async () => (await factsOf(id.visitor)).order_count === 1);
    await shop.runJob("reconcile-customer-facts");
    expect([await namesOf(id.visitor), await namesOf(id.buyer)]).toEqual([[], ["待转化", "老客户"]]);
    const { entries } = (await get(`audit?customer_id=${id.visitor}&limit=1`)).body;
    expect(entries).toMatchObject([{ action: "tag_taken", actor_id: "rule", subject_id: made.tag.id }]);
  });
});

describe("the matrices of recency, frequency and money", () => {
  it("count everybody who bought once, open as segments, and say what moved since the month began", async () => {
    await shop.pool.query("delete from crm_rfm_snapshot");
    await shop.runJob("keep-rfm-snapshot");
    await buy(visitor, 1);
    await until("the second order was counted", async () => (await factsOf(id.visitor)).order_count === 2);
    const { r_f, r_m, thresholds } = (await get("rfm")).body;
    const total = (cells: Answer["body"][]) => cells.reduce((sum, { customers }) => sum + customers, 0);
    expect([total(r_f), total(r_m), r_f.length]).toEqual([2, 2, 16]);
    const cell = r_f.find(({ r, bin }: Answer["body"]) => r === 0 && bin === 1);
    expect(cell).toMatchObject({ customers: 2, before: 1 });
    expect(await membersOf({ field: "rfm", r: [0], f: [1] })).toHaveLength(2);
    const others = { ...thresholds, f_orders: [5, 10] };
    expect((await post("rfm", others)).status).toBe(200);
    expect((await get("rfm")).body.r_f).toHaveLength(12);
    expect(await membersOf({ field: "rfm", f: [1] })).toEqual([]);
    expect(await post("rfm", { ...others, r_days: [30, 7] })).toMatchObject({
      status: 400,
      body: { field: "r_days" },
    });
  });
});

describe("a customer's page", () => {
  const page = async () => (await get(`customers/${id.buyer}`)).body;

  it("keeps notes, an owner, tasks and consent, each with who wrote it", async () => {
    const [user] = (await merchant.send("GET", "/admin/users")).body.users;
    expect((await post(`customers/${id.buyer}/notes`, { body: "喜欢龙井" })).status).toBe(201);
    await post(`customers/${id.buyer}/tasks`, { title: "回访", due_on: "2026-12-01" });
    await post(`customers/${id.buyer}`, { owner_id: user.id, consents_to_marketing: true });
    const kept = await page();
    expect(kept).toMatchObject({
      notes: [{ body: "喜欢龙井", author_id: user.id }],
      tasks: [{ title: "回访", due_on: "2026-12-01", assignee_id: user.id, done_at: null }],
      care: { owner_id: user.id, consents_to_marketing: true },
      users: { [user.id]: expect.any(String) },
    });
    const [task] = kept.tasks;
    expect((await get("tasks?state=open")).body.tasks).toMatchObject([
      { id: task.id, customer_name: "老顾客" },
    ]);
    await Promise.all([1, 2].map(() => post(`tasks/${task.id}`, { is_done: true })));
    expect((await get("tasks?state=open")).body.tasks).toEqual([]);
    const [note] = kept.notes;
    expect(
      (await merchant.send("DELETE", `/admin/crm/customers/${id.visitor}/notes/${note.id}`)).status,
    ).toBe(404);
    expect((await merchant.send("DELETE", `/admin/crm/customers/${id.buyer}/notes/${note.id}`)).status).toBe(
      200,
    );
    const { entries } = (await get(`audit?customer_id=${id.buyer}&limit=6`)).body;
    expect(entries.map(({ action }: Answer["body"]) => action)).toEqual([
      "note_deleted",
      "task_done",
      "care_changed",
      "task_added",
      "note_added",
      "tag_set",
    ]);
  });

  it("refuses what is no note, task or person, and changes nothing", async () => {
    const before = await page();
    for (const [path, body, code] of [
      [`customers/${id.buyer}/notes`, { body: " " }, "invalid_input"],
      [`customers/${id.buyer}/tasks`, { title: "回访", due_on: "2026-02-30" }, "invalid_input"],
      [`customers/${id.buyer}/tasks`, { title: "回访", assignee_id: "user_none" }, "user_unknown"],
      [`customers/${id.buyer}`, {}, "invalid_input"],
      [`customers/${id.buyer}`, { owner_id: "user_none" }, "user_unknown"],
      ["customers/cus_none/notes", { body: "谁" }, "customer_unknown"],
    ] as const) {
      expect([path, body, (await post(path, body)).body.code]).toEqual([path, body, code]);
    }
    expect(await page()).toEqual(before);
  });

  it("tells what happened: orders, money both ways, and what the merchant did", async () => {
    const { events, users } = (await get(`customers/${id.buyer}/timeline`)).body;
    const kinds = events.map(({ kind }: Answer["body"]) => kind);
    expect(kinds.at(-1)).toBe("registered");
    expect(kinds.filter((kind: string) => kind === "order_paid")).toHaveLength(2);
    expect(events.find(({ kind }: Answer["body"]) => kind === "order_refunded")).toMatchObject({
      amount_fen: "123",
    });
    const tagged = events.find(({ text }: Answer["body"]) => text === "tag_set");
    expect(Object.keys(users)).toContain(tagged.actor_id);
    const moments = events.map(({ at }: Answer["body"]) => at);
    expect(moments).toEqual(moments.toSorted().toReversed());
  });
});

describe("an outreach", () => {
  const everybody = { field: "registered", op: "within", days: 30 };
  const started = (change: object = {}) =>
    post("outreach", {
      name: "回访券",
      expression: everybody,
      promotion_code: "CRMTEST",
      message: "送您优惠码 {code}",
      control_bps: 0,
      ...change,
    });

  it("reaches only who agreed and follows, each once and not too often, and is compared with the others", async () => {
    await makePromotion(merchant, { code: "CRMTEST", percent: 10 });
    const { openid } = buyer;
    const wechat = new WechatControl(shop.wechatOrigin);
    await wechat.act({ openid, act: "follow" });
    await wechat.act({ openid, act: "say", text: "在吗" });
    await until("the buyer follows", async () => {
      await shop.runJob("reconcile-customer-facts");
      return (await factsOf(id.buyer)).follows === true;
    });
    const { reach } = (await post("outreach/preview", { expression: everybody })).body;
    expect(reach).toMatchObject({ reached: 1, capped: 0 });
    expect(reach.customers).toBe(reach.reached + reach.no_consent + reach.not_following);
    expect(await started({ promotion_code: "NONE" })).toMatchObject({
      status: 404,
      body: { code: "promotion_unknown" },
    });
    expect(await started({ message: "没有券" })).toMatchObject({ status: 400, body: { field: "message" } });
    expect((await get("outreach")).body.outreaches).toEqual([]);

    const first = (await started()).body.outreach;
    const second = (await started({ name: "第二次" })).body.outreach;
    expect(await started({ name: "第三次" })).toMatchObject({
      status: 409,
      body: { code: "outreach_empty" },
    });
    await Promise.all([shop.runJob("send-crm-outreach"), shop.runJob("send-crm-outreach")]);
    await until("both were sent", async () => {
      const { outreaches } = (await get("outreach")).body;
      return outreaches.every(({ counts }: Answer["body"]) => counts.sent === 1);
    });
    const { messages } = (await merchant.send("GET", `/admin/official-account/messages?openid=${openid}`))
      .body;
    const sent = messages.filter(
      ({ via, state }: Answer["body"]) => via === "customer_service" && state === "sent",
    );
    expect(sent.map(({ content }: Answer["body"]) => content.text)).toEqual([
      "送您优惠码 CRMTEST",
      "送您优惠码 CRMTEST",
    ]);
    expect((await post("outreach/preview", { expression: everybody })).body.reach).toMatchObject({
      reached: 0,
      capped: 1,
    });

    const order = await buy(buyer, 1);
    const { result } = (await get(`outreach/${first.id}`)).body;
    expect(result).toEqual({
      treated: { people: 1, buyers: 1, orders: 1, net_fen: order.total_fen },
      control: { people: 0, buyers: 0, orders: 0, net_fen: "0" },
      extra_fen: null,
    });
    expect((await get(`outreach/${second.id}`)).body.outreach).toMatchObject({
      name: "第二次",
      counts: { sent: 1 },
    });
  });
});

describe("a play", () => {
  let newcomer: Shopper;
  let newcomer_id: string;

  const setPlay = async (kind: string, change: object) => {
    const { plays } = (await get("plays")).body;
    const { kind: _, counts: __, ...play } = plays.find((one: Answer["body"]) => one.kind === kind);
    return post(`plays/${kind}`, { ...play, is_enabled: true, control_bps: 0, ...change });
  };
  const countsOf = async (kind: string) =>
    (await get("plays")).body.plays.find((one: Answer["body"]) => one.kind === kind).counts;
  const noted = async () =>
    (await shop.pool.query(`select kind, customer_id from crm_play_person order by kind`)).rows;
  /** A run that meets the job's own turn is left out, so it is tried until something came of it. */
  const untilSent = (kind: string) =>
    until(`${kind} was sent`, async () => {
      await look();
      await shop.runJob("send-crm-outreach");
      return (await countsOf(kind)).sent === 1;
    });
  const look = () => Promise.all([shop.runJob("run-crm-plays"), shop.runJob("run-crm-plays")]);

  beforeAll(async () => {
    newcomer = await Shopper.logIn(shop, "新客");
    newcomer_id = (await newcomer.get("/store/customers/me")).body.customer.id;
    const wechat = new WechatControl(shop.wechatOrigin);
    await wechat.act({ openid: newcomer.openid, act: "follow" });
    await wechat.act({ openid: newcomer.openid, act: "say", text: "你好" });
    await post(`customers/${newcomer_id}`, { consents_to_marketing: true });
    await until("the newcomer follows", async () => {
      await shop.runJob("reconcile-customer-facts");
      return (await factsOf(newcomer_id)).follows === true;
    });
  });

  it("is off until it is switched on, and cannot promise a coupon that is none", async () => {
    const { plays } = (await get("plays")).body;
    expect(plays.map(({ is_enabled }: Answer["body"]) => is_enabled)).toEqual(plays.map(() => false));
    await look();
    expect(await noted()).toEqual([]);
    expect(await setPlay("welcome", {})).toMatchObject({ status: 400, body: { field: "message" } });
    expect(await setPlay("welcome", { promotion_code: "NONE" })).toMatchObject({
      status: 404,
      body: { code: "promotion_unknown" },
    });
    expect(await post("plays/cart", {})).toMatchObject({ status: 404, body: { code: "play_not_found" } });
    expect((await get("plays")).body).toEqual({ plays });
  });

  it("writes once on an occasion to whoever it is for, and shares the cap with all others", async () => {
    expect((await setPlay("welcome", { promotion_code: "CRMTEST" })).status).toBe(200);
    await untilSent("welcome");
    await look();
    // The buyer and the visitor have ordered.
    expect(await noted()).toEqual([{ kind: "welcome", customer_id: newcomer_id }]);

    const placed = await newcomer.order([[goods[0]?.variant_id ?? "", 1]]);
    const ordered = placed.body.order.id;
    expect((await setPlay("unpaid", {})).status).toBe(200);
    await look();
    expect(await noted()).toHaveLength(1);
    await shop.pool.query(
      "update mall_order set created_at = now() - interval '6 minutes' where order_id = $1",
      [ordered],
    );
    await untilSent("unpaid");
    expect((await newcomer.post(`/store/mall/orders/${ordered}/cancel`)).status).toBe(200);

    await merchant.send("POST", `/admin/customers/${newcomer_id}`, {
      metadata: { birthday: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10) },
    });
    await until("the birthday is known", async () => {
      await shop.runJob("reconcile-customer-facts");
      return (await factsOf(newcomer_id)).birthday_month !== null;
    });
    expect((await setPlay("birthday", { message: "生日快乐" })).status).toBe(200);
    await look();
    expect(await countsOf("birthday")).toEqual({});
    expect((await get("outreach")).body.outreaches.map(({ name }: Answer["body"]) => name)).toEqual([
      "第二次",
      "回访券",
    ]);
  }, 240_000);

  it("keeps its control group out, and says what it brought beside them", async () => {
    const control_bps = 5_000;
    expect((await setPlay("birthday", { message: "生日快乐", control_bps })).status).toBe(200);
    await shop.pool.query("update crm_outreach_person set sent_at = sent_at - interval '8 days'");
    await until("the birthday is noted", async () => {
      await look();
      return Object.keys(await countsOf("birthday")).length > 0;
    });
    const isKeptOut = isControl("birthday", newcomer_id, control_bps);
    const { control = 0, ...others } = await countsOf("birthday");
    expect([control, Object.keys(others).length]).toEqual(isKeptOut ? [1, 0] : [0, 1]);
    const { result } = (await get("plays/birthday/result")).body;
    expect([result.treated.people, result.control.people]).toEqual(isKeptOut ? [0, 1] : [1, 0]);
    expect((await get("plays/welcome/result")).body.result).toMatchObject({
      treated: { people: 1, buyers: 0 },
      control: { people: 0 },
      extra_fen: null,
    });
  }, 120_000);

  it("asks for a review of what was received, and nobody who does not agree any more", async () => {
    const order = await buy(newcomer, 1);
    await merchant.ship(order.id);
    await newcomer.orderIn(order.id, "shipped");
    expect((await newcomer.post(`/store/mall/orders/${order.id}/receipt`)).status).toBe(200);
    await newcomer.orderIn(order.id, "received");
    await shop.pool.query(
      "update mall_order set received_at = now() - interval '4 days', revision = revision + 1 where order_id = $1",
      [order.id],
    );
    await post(`customers/${newcomer_id}`, { consents_to_marketing: false });
    expect((await setPlay("review", { days: 3 })).status).toBe(200);
    await look();
    expect(await countsOf("review")).toEqual({});
    await post(`customers/${newcomer_id}`, { consents_to_marketing: true });
    await untilSent("review");
  }, 180_000);

  it("sends nothing of what still waits when it is set otherwise or its order is settled", async () => {
    const changed = { promotion_code: "CRMTEST", message: "欢迎，优惠码 {code}" };
    expect((await setPlay("welcome", changed)).status).toBe(200);
    // As if neither had gone out: the order was cancelled since, and the welcome has other words now.
    await shop.pool.query(
      `update crm_outreach_person p set state = 'waiting', sent_at = null from crm_outreach o
       where o.id = p.outreach_id and o.play in ('unpaid', 'welcome')`,
    );
    const became = async () =>
      (
        await shop.pool.query(
          `select o.play, p.state, p.reason from crm_outreach_person p join crm_outreach o on o.id = p.outreach_id
           where o.play in ('unpaid', 'welcome') order by o.play`,
        )
      ).rows;
    await until("what waited was looked at", async () => {
      await shop.runJob("send-crm-outreach");
      return (await became()).every(({ state }) => state !== "waiting" && state !== "sending");
    });
    expect(await became()).toEqual([
      { play: "unpaid", state: "skipped", reason: "order_settled" },
      { play: "welcome", state: "skipped", reason: "play_changed" },
    ]);
  }, 120_000);
});

describe("the overview", () => {
  it("shows the day beside others, as Medusa's own tables say, and what waits", async () => {
    const { today, yesterday, last_week, waiting } = (await get("overview")).body;
    const { rows } = await shop.pool.query(
      `select (select count(*)::int from capture where created_at >= $1 and created_at < $2) as orders,
         (select (100 * coalesce(sum(amount), 0))::bigint::text from capture where created_at >= $1 and created_at < $2) as revenue_fen,
         (select (100 * coalesce(sum(amount), 0))::bigint::text from refund where created_at >= $1 and created_at < $2) as refunds_fen,
         (select count(*)::int from customer where deleted_at is null and created_at >= $1 and created_at < $2) as new_customers`,
      [today.from, today.until],
    );
    expect([today.whole, today.so_far]).toEqual([rows[0], rows[0]]);
    expect(Date.parse(today.from) - Date.parse(yesterday.from)).toBe(86_400_000);
    expect(Date.parse(today.from) - Date.parse(last_week.from)).toBe(7 * 86_400_000);
    const counted = await shop.pool.query(
      "select count(*)::int as count from mall_order where state = 'to_ship' and deleted_at is null",
    );
    expect(waiting).toEqual({ to_ship: counted.rows[0].count, low_stock: expect.any(Number) });
  });
});

describe("a customer who is deleted", () => {
  it("leaves nothing behind", async () => {
    const leaving = await Shopper.withoutWeChat(shop, merchant);
    const { id: gone } = (await leaving.get("/store/customers/me")).body.customer;
    const [tag] = (await get("tags")).body.tags;
    await post(`customers/${gone}/tags`, { add: [tag.id] });
    expect(await factsOf(gone)).toMatchObject({ source: "merchant" });
    expect((await merchant.send("DELETE", `/admin/customers/${gone}`)).status).toBe(200);
    await until("everything was deleted", async () => {
      const { rows } = await shop.pool.query(
        `select count(*)::int as left from (select customer_id from crm_customer_fact union all
           select customer_id from crm_customer_tag union all select customer_id from crm_audit) k
         where customer_id = $1`,
        [gone],
      );
      return rows[0].left === 0;
    });
    expect((await get(`customers/${gone}`)).status).toBe(404);
  });
});
