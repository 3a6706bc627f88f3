import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor } from "./goods";
import { type Answer, control, Merchant, outTradeNoOf, Shopper } from "./shopper";
import { reservedOf, until } from "./traces";

let shop: TestShop;
let merchant: Merchant;
let sharer: Shopper;
let shopper: Shopper;
let goods: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-after-sales" });
  merchant = await Merchant.logIn(shop);
  sharer = await Shopper.logIn(shop, "分享人");
  shopper = await Shopper.logIn(shop, "买家三");
  goods = await goodsFor(shopper, 2);
  const { program } = (await sharer.get("/store/distribution/program")).body;
  await sharer.post("/store/distribution/me", { agreement_version: program.agreement.version });
  const shared = await sharer.post("/store/distribution/share-tokens", { target: { type: "shop" } });
  const { token } = shared.body.share_token;
  expect((await shopper.post("/store/distribution/bindings", { share_token: token })).status).toBe(201);
});
afterAll(() => shop?.close());

type Order = Answer["body"];

/** A paid order of so many of the first goods, and of the second. */
async function bought(first: number, second = 0): Promise<Order> {
  const wanted: [string, number][] = [
    [goods[0]?.variant_id ?? "", first],
    [goods[1]?.variant_id ?? "", second],
  ];
  const placed = await shopper.order(wanted.filter(([, quantity]) => quantity > 0));
  expect(placed.status).toBe(201);
  await shopper.pay(placed.body.order.id);
  return await shopper.orderIn(placed.body.order.id, "to_ship");
}

async function received(first: number, second = 0): Promise<Order> {
  const { id } = await bought(first, second);
  await merchant.ship(id);
  await shopper.orderIn(id, "shipped");
  return (await shopper.post(`/store/mall/orders/${id}/receipt`)).body.order;
}

const itemsOf = (order: Order, quantities: number[] = []) =>
  order.items
    .map(({ id, quantity }: Order, index: number) => ({
      order_line_id: id,
      quantity: quantities[index] ?? quantity,
    }))
    .filter(({ quantity }: Order) => quantity > 0);

const ask = (order: Order, change: object = {}, who = shopper) =>
  who.post(`/store/mall/orders/${order.id}/after-sales`, {
    type: "refund_only",
    reason: "other",
    items: itemsOf(order),
    ...change,
  });

const decide = (id: string, action: string, body: object = {}) =>
  merchant.send("POST", `/admin/mall/after-sales/${id}/${action}`, body);

const own = async (id: string) => (await shopper.get(`/store/mall/after-sales/${id}`)).body.after_sale;

const untilState = (id: string, state: string) =>
  until(`the case was ${state}`, async () => {
    await shop.runJob("follow-mall-after-sales");
    return (await own(id)).state === state;
  });

const refundsAtWeChat = async (order: Order): Promise<Order[]> =>
  (await control(shop, "GET", `/orders/${await outTradeNoOf(shop, order.id)}`)).refunds;

const stockOf = async (variant_id: string): Promise<number> => {
  const { product } = (await shopper.get(`/store/mall/products/${goods[0]?.product_id}`)).body;
  return product.variants.find(({ id }: Order) => id === variant_id).stock;
};

/** The commission of an order: what accrued, what was clawed back, and in which state it is. */
async function accrualsOf(order: Order): Promise<Order[]> {
  const { rows } = await shop.pool.query(
    `select amount_fen as amount, clawed_fen as clawed, state from distribution.accrual where order_id = $1 order by order_line_id, tier`,
    [order.id],
  );
  return rows;
}

/** A plan whose first tier gets twice as much for one of the goods. */
async function payTwiceFor(variant_id: string): Promise<void> {
  const { plans } = (await merchant.send("GET", "/admin/distribution/plans")).body;
  const { id: _id, version: _version, published_at: _published, effective_from: _from, ...draft } = plans[0];
  const tiers = [{ tier: 1, rate_bps: 2_000 }];
  const rules = [{ code: "dear", target: { type: "variant", id: variant_id }, tiers }];
  const published = await merchant.send("POST", "/admin/distribution/plans", { ...draft, rules });
  if (published.status !== 201) throw new Error(JSON.stringify(published.body));
}

describe("money for goods that were never sent", () => {
  it("goes back whole with its freight once the merchant agrees, and the stock is free again", async () => {
    const variant = goods[0]?.variant_id ?? "";
    const reserved = await reservedOf(shop, variant);
    const order = await bought(2);
    const quoted = await shopper.post(`/store/mall/orders/${order.id}/after-sales/quote`, {
      type: "refund_only",
      items: itemsOf(order),
    });
    expect(quoted.body.quote.most_fen).toBe(order.paid_fen);
    const asked = await ask(order, { reason: "changed_mind", description: "拍错了" });
    expect(asked).toMatchObject({
      status: 201,
      body: { after_sale: { state: "requested", asked_fen: order.paid_fen, display_id: order.display_id } },
    });
    const { id } = asked.body.after_sale;
    const approvals = await Promise.all([decide(id, "approve"), decide(id, "approve"), decide(id, "refund")]);
    expect(approvals.some(({ status }) => status === 200)).toBe(true);
    expect((await decide(id, "refund")).status).toBe(200);
    await untilState(id, "refunded");
    const refunds = await refundsAtWeChat(order);
    expect(refunds).toMatchObject([{ status: "SUCCESS" }]);
    expect(await shopper.orderIn(order.id, "refunded")).toMatchObject({
      refunded_fen: order.paid_fen,
      refunding_fen: "0",
    });
    await until("the stock was free", async () => (await reservedOf(shop, variant)) === reserved);
    expect(await own(id)).toMatchObject({ refund: { state: "succeeded" }, refunded_at: expect.any(String) });
  });

  it("is on its way for as long as WeChat says so, and stuck when WeChat says that", async () => {
    await control(shop, "POST", "/settings", { refund_settle_ms: 86_400_000 });
    const order = await bought(1);
    const { id } = (await ask(order)).body.after_sale;
    expect((await decide(id, "approve")).body.after_sale).toMatchObject({
      state: "refunding",
      refund: { state: "processing" },
    });
    await shop.runJob("follow-mall-after-sales");
    expect((await own(id)).state).toBe("refunding");
    const onItsWay = { refunded_fen: "0", refunding_fen: order.paid_fen };
    expect(await shopper.orderIn(order.id, "refunded")).toMatchObject(onItsWay);
    const [refund] = await refundsAtWeChat(order);
    await control(shop, "POST", `/refunds/${refund.out_refund_no}/settle`, { status: "ABNORMAL" });
    await until("the case said that it is stuck", async () => {
      await shop.runJob("follow-mall-after-sales");
      return (await own(id)).refund?.state === "needs_attention";
    });
    expect(await shopper.orderIn(order.id, "refunded")).toMatchObject(onItsWay);
    const open = (await merchant.send("GET", "/admin/mall/after-sales?state=refunding")).body;
    expect(open.after_sales.map((one: Order) => one.id)).toContain(id);
    expect(open.counts.refunding).toBeGreaterThanOrEqual(1);
    await control(shop, "DELETE", "/settings");
  });

  it("that WeChat does not take leaves the case waiting, and is one refund when it is asked for again", async () => {
    const order = await bought(1);
    const { id } = (await ask(order)).body.after_sale;
    const { balances } = await control(shop, "GET", "/funds");
    await control(shop, "POST", "/funds", { account: "BASIC", balance: 0 });
    const refund_problem = { code: "refund_refused", message: expect.stringContaining("余额不足") };
    expect(await decide(id, "approve")).toMatchObject({
      status: 200,
      body: { after_sale: { state: "to_refund", refund_problem } },
    });
    expect(await own(id)).toMatchObject({ state: "to_refund", approved_fen: order.paid_fen });
    expect((await shopper.get(`/store/mall/orders/${order.id}`)).body.order.refunded_fen).toBe("0");
    await control(shop, "POST", "/funds", { account: "BASIC", balance: balances.BASIC });
    await Promise.all([decide(id, "refund"), decide(id, "refund"), decide(id, "refund")]);
    await untilState(id, "refunded");
    expect(await refundsAtWeChat(order)).toHaveLength(1);
    const { rows } = await shop.pool.query(
      "select amount from refund where note = $1 and deleted_at is null",
      [`售后单 ${id}`],
    );
    expect(rows).toHaveLength(1);
  });

  it("is not agreed to while the merchant is changing the order, and nothing is asked of WeChat", async () => {
    const order = await bought(1);
    const { id } = (await ask(order)).body.after_sale;
    expect((await merchant.send("POST", "/admin/order-edits", { order_id: order.id })).status).toBe(200);
    expect(await decide(id, "approve")).toMatchObject({ status: 409, body: { code: "order_change_open" } });
    expect(await refundsAtWeChat(order)).toEqual([]);
    expect((await own(id)).state).toBe("requested");
    expect((await merchant.send("DELETE", `/admin/order-edits/${order.id}`)).status).toBe(200);
    expect((await decide(id, "approve")).status).toBe(200);
    await untilState(id, "refunded");
    expect(await refundsAtWeChat(order)).toMatchObject([{ status: "SUCCESS" }]);
  });

  it("is one refund also when the server ended before it was noted, and is asked for again when it never was", async () => {
    const order = await bought(1);
    const { id } = (await ask(order)).body.after_sale;
    await decide(id, "approve");
    await untilState(id, "refunded");
    const begun = `update mall_after_sale_case set state = 'refunding', refund_id = null, refunded_at = null,
      closed_at = null, refund_began_at = now() - interval '1 hour' where id = $1`;
    await shop.pool.query(begun, [id]);
    await untilState(id, "refunded");
    expect(await refundsAtWeChat(order)).toHaveLength(1);

    const other = await bought(1);
    const never = (await ask(other)).body.after_sale.id;
    await shop.pool.query(
      `update mall_after_sale_case set state = 'refunding', approved_fen = asked_fen,
         refund_began_at = now() - interval '1 hour' where id = $1`,
      [never],
    );
    await untilState(never, "to_refund");
    await decide(never, "refund");
    await untilState(never, "refunded");
    expect(await refundsAtWeChat(other)).toHaveLength(1);
  });

  it("that was agreed and never asked for is asked for by the clock, once", async () => {
    const order = await bought(1);
    const { id } = (await ask(order)).body.after_sale;
    await shop.pool.query(
      `update mall_after_sale_case set state = 'to_refund', approved_fen = asked_fen, decided_at = now(),
         updated_at = now() - interval '11 minutes' where id = $1`,
      [id],
    );
    await Promise.all([shop.runJob("follow-mall-after-sales"), shop.runJob("follow-mall-after-sales")]);
    await untilState(id, "refunded");
    expect(await refundsAtWeChat(order)).toHaveLength(1);
  });

  it("for one line lets the rest be sent and received, and the line's stock be sold to others", async () => {
    const variant = goods[1]?.variant_id ?? "";
    const reserved = await reservedOf(shop, variant);
    const order = await bought(1, 2);
    const { id } = (await ask(order, { items: itemsOf(order, [0, 1]) })).body.after_sale;
    await decide(id, "approve");
    await untilState(id, "refunded");
    await until("one piece was free", async () => (await reservedOf(shop, variant)) === reserved + 1);
    await merchant.ship(order.id, { [order.items[1].id]: 1 });
    await shopper.orderIn(order.id, "shipped");
    expect((await shopper.post(`/store/mall/orders/${order.id}/receipt`)).body.order.state).toBe("received");
    expect(await reservedOf(shop, variant)).toBe(reserved);
  });

  it("that went back by other means closes the case", async () => {
    const order = await bought(1);
    const { id } = (await ask(order)).body.after_sale;
    expect((await merchant.send("POST", `/admin/orders/${order.id}/cancel`)).status).toBe(200);
    await until("the case was closed", async () => (await own(id)).state === "canceled");
    expect(await decide(id, "approve")).toMatchObject({ body: { code: "after_sale_state_changed" } });
  });

  it("may be less than was asked, never more than it cost, and the rest stays askable", async () => {
    const order = await bought(3, 1);
    const tooMuch = await ask(order, { amount_fen: String(Number(order.paid_fen) + 1) });
    expect(tooMuch).toMatchObject({
      status: 422,
      body: { code: "after_sale_amount_exceeded", field: "amount_fen" },
    });
    const asked = await ask(order, { items: itemsOf(order, [1, 0]) });
    const { id, asked_fen } = asked.body.after_sale;
    expect(asked_fen).toBe(order.items[0].unit_price_fen);
    expect(await decide(id, "approve", { amount_fen: String(Number(asked_fen) + 1) })).toMatchObject({
      status: 422,
      body: { code: "after_sale_amount_exceeded", field: "amount_fen" },
    });
    await decide(id, "approve", { amount_fen: "100" });
    await untilState(id, "refunded");
    const { lines } = (await shopper.get(`/store/mall/orders/${order.id}/after-sales`)).body;
    expect(lines).toMatchObject([
      { refundable_quantity: 2, returnable_quantity: 0, is_open: false },
      { refundable_quantity: 1 },
    ]);
    expect((await shopper.get(`/store/mall/orders/${order.id}`)).body.order).toMatchObject({
      state: "to_ship",
      refunded_fen: "100",
    });
  });
});

describe("a return", () => {
  it("is agreed, sent, received and refunded; its commission waits, and is clawed back to the fen", async () => {
    const order = await received(2);
    await until("the commission accrued", async () => (await accrualsOf(order)).length > 0);
    const asked = await ask(order, { type: "return_and_refund", reason: "no_reason" });
    const { id, asked_fen } = asked.body.after_sale;
    expect(asked_fen).toBe(String(Number(order.paid_fen) - Number(order.freight_fen)));
    await shop.pool.query("update distribution.accrual set matures_at = now() where order_id = $1", [
      order.id,
    ]);
    await shop.runJob("distribution-mature-accruals");
    expect(await accrualsOf(order)).toMatchObject([{ state: "pending" }]);
    expect(await decide(id, "approve")).toMatchObject({ status: 400, body: { code: "return_to_missing" } });
    await decide(id, "approve", { return_to: "杭州市西湖区文三路 1 号 藤蔓仓 13800138000" });
    expect(await own(id)).toMatchObject({ state: "awaiting_return", send_back_by: expect.any(String) });
    const sent = await shopper.post(`/store/mall/after-sales/${id}/return`, {
      carrier: "顺丰速运",
      tracking_number: "SF2000300040",
    });
    expect(sent.body.after_sale).toMatchObject({
      state: "returning",
      shipment: { tracking_number: "SF2000300040" },
    });
    expect(await shopper.post(`/store/mall/after-sales/${id}/cancel`)).toMatchObject({
      status: 409,
      body: { code: "after_sale_state_changed" },
    });
    const stock = await stockOf(goods[0]?.variant_id ?? "");
    await decide(id, "receive");
    await untilState(id, "refunded");
    expect(await stockOf(goods[0]?.variant_id ?? "")).toBe(stock + 2);
    await until("the commission was clawed back", async () => {
      await shop.runJob("distribution-take-in-payments");
      const [accrual] = await accrualsOf(order);
      return accrual.clawed === accrual.amount;
    });
  });

  it("of one line takes back that line's commission whole, and nothing of the other's", async () => {
    await payTwiceFor(goods[1]?.variant_id ?? "");
    const order = await received(2, 1);
    await until("the commission accrued", async () => (await accrualsOf(order)).length === 2);
    const [cheap, dear] = [
      (Number(order.items[0].unit_price_fen) * 2 * 1_000) / 10_000,
      (Number(order.items[1].unit_price_fen) * 2_000) / 10_000,
    ].map(Math.floor);
    const clawed = async () => {
      await shop.runJob("distribution-take-in-payments");
      const { rows } = await shop.pool.query(
        `select a.amount_fen::int as amount, a.clawed_fen::int as clawed from distribution.accrual a
         join distribution.frozen_line l using (order_line_id) where a.order_id = $1 order by l.position`,
        [order.id],
      );
      return rows;
    };
    const returned = async (quantities: number[], approval: object = {}) => {
      const wish = { type: "return_and_refund", reason: "no_reason", items: itemsOf(order, quantities) };
      const { id } = (await ask(order, wish)).body.after_sale;
      await decide(id, "approve", { ...approval, return_to: "杭州市西湖区文三路 1 号" });
      await decide(id, "receive");
      await untilState(id, "refunded");
    };
    await returned([0, 1]);
    const afterOne = [
      { amount: cheap, clawed: 0 },
      { amount: dear, clawed: dear },
    ];
    await until("one line's commission was clawed back", async () => (await clawed())[1].clawed > 0);
    expect(await clawed()).toEqual(afterOne);
    await returned([1, 0]);
    await until("half of the other's was", async () => (await clawed())[0].clawed > 0);
    expect(await clawed()).toEqual([{ amount: cheap, clawed: Math.floor((cheap ?? 0) / 2) }, afterOne[1]]);
    const verified = await merchant.send("POST", "/admin/distribution/ledger/verify");
    expect(verified.body.verification).toMatchObject({ difference: null });
  });

  it("that is refused lets the commission mature, and may be asked for again", async () => {
    const order = await received(1);
    await until("the commission accrued", async () => (await accrualsOf(order)).length > 0);
    const wish = { type: "return_and_refund", reason: "quality" };
    const { id } = (await ask(order, wish)).body.after_sale;
    await decide(id, "reject", { reason: "商品无质量问题" });
    expect(await own(id)).toMatchObject({ state: "rejected", reject_reason: "商品无质量问题" });
    const again = (await ask(order, wish)).body.after_sale;
    expect(again.state).toBe("requested");
    await shopper.post(`/store/mall/after-sales/${again.id}/cancel`);
    await shop.pool.query("update distribution.accrual set matures_at = now() where order_id = $1", [
      order.id,
    ]);
    await until("the commission matured", async () => {
      await shop.runJob("distribution-mature-accruals");
      return (await accrualsOf(order))[0].state === "available";
    });
  });

  it("that is never sent ends by itself; the seven days and the shop's own end as well, from its own parcel's signing", async () => {
    const order = await received(1);
    const wish = { type: "return_and_refund", reason: "no_reason" };
    const { id } = (await ask(order, wish)).body.after_sale;
    await decide(id, "approve", { return_to: "杭州市西湖区文三路 1 号" });
    await shop.pool.query(
      "update mall_after_sale_case set send_back_by = now() - interval '1 second' where id = $1",
      [id],
    );
    await untilState(id, "canceled");
    const age = async (days: number) => {
      await shop.pool.query(
        "update mall_order set received_at = now() - make_interval(days => $2) where order_id = $1",
        [order.id, days],
      );
      await shop.pool.query(
        `update fulfillment set delivered_at = now() - make_interval(days => $2) where id in
           (select fulfillment_id from order_fulfillment where order_id = $1)`,
        [order.id, days],
      );
    };
    await age(9);
    const over = { status: 409, body: { code: "after_sale_window_over", field: "reason" } };
    expect(await ask(order, wish)).toMatchObject(over);
    await age(17);
    expect(await ask(order, { ...wish, reason: "quality" })).toMatchObject(over);
    await shop.pool.query(
      `update fulfillment set delivered_at = now() - interval '6 days' where id in
         (select fulfillment_id from order_fulfillment where order_id = $1)`,
      [order.id],
    );
    expect((await ask(order, wish)).status).toBe(201);
  });
});

/** A picture of one pixel. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const upload = (order: Order, content: Buffer, who = shopper) =>
  who.send(`/store/mall/orders/${order.id}/after-sales/photos`, content);

describe("photographs", () => {
  it("are shown to the shopper and the merchant alone, byte by byte, and belong to one case", async () => {
    const order = await bought(1);
    const stranger = await Shopper.logIn(shop, "路人乙");
    const { photo } = (await upload(order, PNG)).body;
    expect(await upload(order, PNG, stranger)).toMatchObject({ status: 404 });
    const asked = await ask(order, { photo_ids: [photo.id] });
    const { id, photos } = asked.body.after_sale;
    expect(photos).toEqual([{ id: photo.id }]);
    const path = `mall/after-sales/${id}/photos/${photo.id}`;
    for (const answer of [await shopper.fetch(`/store/${path}`), await merchant.fetch(`/admin/${path}`)]) {
      expect(answer.headers.get("content-type")).toBe("image/png");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
    }
    expect((await stranger.fetch(`/store/${path}`)).status).toBe(404);
    expect((await fetch(`${shop.origin}/admin/${path}`)).status).toBe(401);
    const { rows } = await shop.pool.query("select file_id from mall_after_sale_photo where id = $1", [
      photo.id,
    ]);
    expect((await fetch(`${shop.origin}/static/${rows[0].file_id}`)).status).toBe(404);
    const other = await bought(1);
    for (const photo_ids of [[photo.id], ["asph_unknown"]]) {
      expect(await ask(other, { photo_ids })).toMatchObject({
        status: 404,
        body: { code: "photo_unknown", field: "photo_ids" },
      });
    }
  });

  it("are pictures, not too large, not too many, and gone when nobody asks", async () => {
    const order = await bought(1);
    const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>");
    expect(await upload(order, svg)).toMatchObject({ status: 422, body: { code: "photo_invalid" } });
    const large = Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)]);
    expect(await upload(order, large)).toMatchObject({ status: 422, body: { code: "photo_too_large" } });
    const photo_ids = Array.from({ length: 7 }, (_, index) => `asph_${index}`);
    expect(await ask(order, { photo_ids })).toMatchObject({ status: 400, body: { field: "photo_ids" } });
    for (let sent = 0; sent < 24; sent++) expect((await upload(order, PNG)).status).toBe(201);
    expect(await upload(order, PNG)).toMatchObject({ status: 409, body: { code: "photos_too_many" } });
    await shop.pool.query(
      "update mall_after_sale_photo set created_at = now() - interval '25 hours' where order_id = $1",
      [order.id],
    );
    await shop.runJob("forget-waiting-after-sale-photos");
    const { rows } = await shop.pool.query("select 1 from mall_after_sale_photo where order_id = $1", [
      order.id,
    ]);
    expect(rows).toEqual([]);
    expect((await upload(order, PNG)).status).toBe(201);
  });
});

/** Lets so many hours pass for an unanswered request. */
const unanswered = (id: string, hours: number) =>
  shop.pool.query(
    `update mall_after_sale_case set created_at = created_at - make_interval(hours => $2),
       answer_by = answer_by - make_interval(hours => $2) where id = $1`,
    [id, hours],
  );

describe("a request that nobody answers", () => {
  it("is agreed to after two days, and its money goes back; what was sent meanwhile waits for the merchant", async () => {
    const [order, sentOn] = [await bought(1), await bought(1)];
    const asked = (await ask(order)).body.after_sale;
    const granted_ms = Date.parse(asked.answer_by) - Date.parse(asked.created_at);
    expect(Math.round(granted_ms / 60_000)).toBe(48 * 60);
    const kept = (await ask(sentOn, { reason: "changed_mind" })).body.after_sale;
    await merchant.ship(sentOn.id);
    await shopper.orderIn(sentOn.id, "shipped");
    await Promise.all([unanswered(asked.id, 47), unanswered(kept.id, 49)]);
    await shop.runJob("follow-mall-after-sales");
    expect(await own(asked.id)).toMatchObject({ state: "requested" });
    const due = (await merchant.send("GET", "/admin/mall/after-sales?state=due_soon")).body;
    expect(due.after_sales.map(({ id }: Order) => id)).toContain(asked.id);
    expect(due.due_soon).toBe(due.after_sales.length);
    await unanswered(asked.id, 2);
    await untilState(asked.id, "refunded");
    expect(await own(asked.id)).toMatchObject({ is_automatic: true, approved_fen: order.paid_fen });
    const waiting = await own(kept.id);
    expect(waiting.state).toBe("requested");
    expect(waiting.answer_by).toBeUndefined();
  });

  it("to send goods back is agreed to after five, to where the last ones went", async () => {
    const [first, order] = [await received(1), await received(1)];
    const wish = { type: "return_and_refund", reason: "quality" };
    const agreed = (await ask(first, wish)).body.after_sale;
    await decide(agreed.id, "approve", { return_to: "杭州市西湖区文三路 8 号" });
    const { id } = (await ask(order, wish)).body.after_sale;
    await unanswered(id, 119);
    await shop.runJob("follow-mall-after-sales");
    expect(await own(id)).toMatchObject({ state: "requested" });
    await unanswered(id, 2);
    await untilState(id, "awaiting_return");
    expect(await own(id)).toMatchObject({ is_automatic: true, return_to: "杭州市西湖区文三路 8 号" });
  });

  it("and is answered at that very moment has one answer", async () => {
    const orders = await Promise.all([bought(1), bought(1), bought(1), bought(1)]);
    const ids: string[] = [];
    for (const order of orders) ids.push((await ask(order)).body.after_sale.id);
    await Promise.all(ids.map((id) => unanswered(id, 49)));
    const [answers] = await Promise.all([
      Promise.all(ids.map((id) => decide(id, "reject", { reason: "商品已备货" }))),
      shop.runJob("follow-mall-after-sales"),
      shop.runJob("follow-mall-after-sales"),
    ]);
    for (const [index, { status }] of answers.entries()) {
      const refused = status === 200;
      await untilState(ids[index] ?? "", refused ? "rejected" : "refunded");
      expect(await refundsAtWeChat(orders[index])).toHaveLength(refused ? 0 : 1);
    }
  });
});

describe("cases", () => {
  it("one is open per line, of however many that ask at once", async () => {
    const order = await bought(2, 1);
    const racing = await Promise.all(
      Array.from({ length: 6 }, () => ask(order, { items: itemsOf(order, [1, 0]) })),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(racing.find(({ status }) => status === 409)?.body).toMatchObject({
      code: "after_sale_open",
      field: "items.0.order_line_id",
    });
    expect((await ask(order, { items: itemsOf(order, [0, 1]) })).status).toBe(201);
    const mine = (await shopper.get("/store/mall/after-sales?limit=1")).body;
    const next = (await shopper.get(`/store/mall/after-sales?limit=1&cursor=${mine.next_cursor}`)).body;
    expect([mine.after_sales[0].order_id, next.after_sales[0].order_id]).toEqual([order.id, order.id]);
    expect(mine.after_sales[0].id).not.toBe(next.after_sales[0].id);
    const ofOrder = await merchant.send("GET", `/admin/mall/after-sales?state=open&order_id=${order.id}`);
    expect(ofOrder.body.after_sales).toHaveLength(2);
  });

  it("the table itself refuses a second open case of a line", async () => {
    const order = await bought(1);
    await ask(order);
    await expect(
      shop.pool.query(
        `insert into mall_after_sale_line (id, after_sale_id, order_line_id, quantity)
         select 'asl_second', after_sale_id, order_line_id, 1 from mall_after_sale_line where order_line_id = $1`,
        [order.items[0].id],
      ),
    ).rejects.toThrow(/unique/);
  });

  it("are somebody's own affair, and say what is wrong with a request", async () => {
    const order = await bought(1);
    const { id } = (await ask(order)).body.after_sale;
    const stranger = await Shopper.logIn(shop, "路人");
    expect(await ask(order, {}, stranger)).toMatchObject({ status: 404, body: { code: "order_not_found" } });
    for (const answer of [
      await stranger.get(`/store/mall/after-sales/${id}`),
      await stranger.post(`/store/mall/after-sales/${id}/cancel`),
      await decide("asc_unknown", "approve"),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { code: "after_sale_not_found" } });
    }
    expect((await stranger.get("/store/mall/after-sales")).body).toEqual({ after_sales: [] });
    expect(await ask(order, { type: "exchange" })).toMatchObject({ status: 400, body: { field: "type" } });
    const unsent = await ask(await bought(1), { type: "return_and_refund", reason: "quality" });
    expect(unsent).toMatchObject({ status: 409, body: { code: "after_sale_unavailable", field: "type" } });
    expect(await decide(id, "reject", {})).toMatchObject({ status: 400, body: { field: "reason" } });
  });
});

describe("a server that is killed while WeChat takes the refund", () => {
  it("finds it again: one refund, and the case ends", async () => {
    const order = await bought(1);
    const { id } = (await ask(order)).body.after_sale;
    const lost = {
      kind: "timeout_after",
      method: "POST",
      path: "/v3/refund/domestic/refunds",
      delay_ms: 60_000,
    };
    await control(shop, "POST", "/faults", { on: "response", ...lost });
    const approval = decide(id, "approve").catch(() => null);
    await until("WeChat had taken the refund", async () => (await refundsAtWeChat(order)).length === 1);
    await shop.killServer();
    expect(await approval).toBeNull();
    await shop.startServer();
    await untilState(id, "refunded");
    expect(await refundsAtWeChat(order)).toHaveLength(1);
    expect((await shopper.orderIn(order.id, "refunded")).refunded_fen).toBe(order.paid_fen);
  }, 120_000);
});
