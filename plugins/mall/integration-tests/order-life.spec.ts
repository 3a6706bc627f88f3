import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor, makePromotion } from "./goods";
import { ADDRESS, control, Merchant, outTradeNoOf, payAtWeChat, publishableKeyOf, Shopper } from "./shopper";
import { reservedOf, until, usesOf } from "./traces";

let shop: TestShop;
let merchant: Merchant;
let shopper: Shopper;
let goods: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-order-life" });
  merchant = await Merchant.logIn(shop);
  shopper = await Shopper.logIn(shop, "买家二");
  goods = await goodsFor(shopper, 2);
  await makePromotion(merchant, { code: "LIFE8", percent: 8, uses: 1000 });
});
afterAll(() => shop?.close());

const variant = () => goods[0]?.variant_id ?? "";

async function placed(change: Record<string, unknown> = {}): Promise<string> {
  const { status, body } = await shopper.order([[variant(), 1]], change);
  expect(status).toBe(201);
  return body.order.id;
}

const post = (id: string, action: string, body: object = {}) =>
  shopper.post(`/store/mall/orders/${id}/${action}`, body);
const present = (id: string) => post(id, "payment", { channel: "jsapi" });

/** Looks again after every run of a job. */
const untilJob = (job: string, what: string, holds: () => Promise<boolean>) =>
  until(what, async () => {
    await shop.runJob(job);
    return await holds();
  });
const untilExpiring = (what: string, holds: () => Promise<boolean>) =>
  untilJob("expire-unpaid-mall-orders", what, holds);

/** Lets an order's time to pay run out, as waiting would. */
const letTimeRunOut = (id: string) =>
  shop.pool.query(`update mall_order set pay_by = now() - interval '1 second' where order_id = $1`, [id]);

async function tradeStateOf(id: string): Promise<string> {
  const number = await outTradeNoOf(shop, id);
  return (await control(shop, "GET", `/orders/${number}`)).order.trade_state;
}

describe("paying", () => {
  it("turns an order from to pay to to ship, by WeChat's notification alone", async () => {
    const id = await placed();
    const presented = await present(id);
    expect(presented).toMatchObject({ status: 200, body: { state: "to_pay", bridge: { signType: "RSA" } } });
    await payAtWeChat(shop, id, shopper.openid);
    const order = await shopper.orderIn(id, "to_ship");
    expect(order).toMatchObject({
      paid_fen: order.total_fen,
      payment: { wechat_transaction_id: expect.any(String) },
    });
    expect((await present(id)).body).toEqual({ state: "paid" });
    expect(await post(id, "cancel")).toMatchObject({ status: 409, body: { code: "order_not_cancelable" } });
    expect(await post(id, "receipt")).toMatchObject({ status: 409, body: { code: "order_not_shipped" } });
  });

  it("is found out by asking, when the notification does not come", async () => {
    await control(shop, "POST", "/settings", { notifications_held: true });
    const id = await placed();
    expect((await post(id, "payment/check")).body.order.state).toBe("to_pay");
    await present(id);
    expect((await post(id, "payment/check")).body.order.state).toBe("to_pay");
    await payAtWeChat(shop, id, shopper.openid);
    expect((await post(id, "payment/check")).body.order.state).toBe("to_ship");
    const again = await post(id, "payment/check");
    expect(again.body.order.paid_fen).toBe(again.body.order.total_fen);
    await control(shop, "DELETE", "/settings");
  });

  it("hands out a fresh bridge for the same order at WeChat", async () => {
    const id = await placed();
    const first = await present(id);
    const number = await outTradeNoOf(shop, id);
    const second = await present(id);
    expect(second.body.bridge.paySign).not.toBe(first.body.bridge.paySign);
    expect(await outTradeNoOf(shop, id)).toBe(number);
  });

  it("outside WeChat has an address that leads back or a code to scan, and only the last number can be paid", async () => {
    const id = await placed();
    const redirect_url = `${shop.origin}/pages/pay-result/index?order=${id}`;
    const phone = { "x-forwarded-for": "203.0.113.7", "user-agent": "Mozilla/5.0 (iPhone) Safari/604.1" };
    const path = `/store/mall/orders/${id}/payment`;
    const inBrowser = await shopper.post(path, { channel: "h5", redirect_url }, phone);
    expect(inBrowser).toMatchObject({ status: 200, body: { state: "to_pay", channel: "h5" } });
    expect(new URL(inBrowser.body.h5_url).searchParams.get("redirect_url")).toBe(redirect_url);
    const first = await outTradeNoOf(shop, id);
    const scanned = await shopper.post(path, { channel: "native" });
    expect(scanned.body).toMatchObject({ channel: "native", code_url: expect.stringMatching(/^weixin:/) });
    expect(scanned.body).not.toHaveProperty("h5_url");
    expect(await outTradeNoOf(shop, id)).toBe(`${first}-2`);
    expect((await control(shop, "GET", `/orders/${first}`)).order.trade_state).toBe("CLOSED");
    const { code_url } = scanned.body;
    await control(shop, "POST", "/scans", { code_url, openid: shopper.openid });
    const order = await shopper.orderIn(id, "to_ship");
    expect(order.paid_fen).toBe(order.total_fen);
  });

  it("takes the channels there are, and names what it does not understand", async () => {
    const id = await placed();
    const refused = { status: 400, body: { code: "invalid_request" } };
    expect(await post(id, "payment", { channel: "app" })).toMatchObject({
      ...refused,
      body: { field: "channel" },
    });
    expect(await post(id, "payment", { channel: "h5", redirect_url: "javascript:1" })).toMatchObject({
      ...refused,
      body: { field: "redirect_url" },
    });
  });

  it("is shown by Medusa's own route to its shopper alone: it tells name, phone and address", async () => {
    const id = await placed();
    const stranger = await Shopper.logIn(shop, "路人");
    const path = `/store/orders/${id}`;
    const key = { "x-publishable-api-key": await publishableKeyOf(shop) };
    expect((await fetch(`${shop.origin}${path}`, { headers: key })).status).toBe(401);
    expect(await stranger.get(path)).toMatchObject({ status: 404, body: { code: "order_not_found" } });
    expect(await shopper.get(path)).toMatchObject({ status: 200, body: { order: { id } } });
  });

  it("is somebody's own affair", async () => {
    const id = await placed();
    const stranger = await Shopper.logIn(shop, "路人");
    for (const path of ["payment", "payment/check", "cancel", "receipt"]) {
      const answer = await stranger.post(`/store/mall/orders/${id}/${path}`, { channel: "jsapi" });
      expect(answer).toMatchObject({ status: 404, body: { code: "order_not_found" } });
    }
    expect((await stranger.get("/store/mall/orders")).body).toMatchObject({
      orders: [],
      counts: { to_pay: 0 },
    });
  });
});

describe("an order of one's own", () => {
  it("is asked to be shipped once a day, also by five requests at once; the merchant is told once", async () => {
    const id = await placed();
    expect(await post(id, "reminder")).toMatchObject({ status: 409, body: { code: "order_not_waiting" } });
    await shopper.pay(id);
    await shopper.orderIn(id, "to_ship");
    const told = async () => {
      const { rows } = await shop.pool.query(
        "select count(*)::int as n from notification where data->>'title' = '顾客提醒发货'",
      );
      return rows[0].n;
    };
    const before = await told();
    const all = await Promise.all(Array.from({ length: 5 }, () => post(id, "reminder")));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(all.find(({ status }) => status === 409)?.body.code).toBe("reminded_already");
    expect(await told()).toBe(before + 1);
  });

  it("goes to another address of its province for as long as it has not ended", async () => {
    const id = await placed();
    const to = (change: object) => post(id, "address", { address: { ...ADDRESS, ...change } });
    const moved = await to({ city: "宁波市", district: "海曙区" });
    expect(moved).toMatchObject({ status: 200, body: { order: { address: { city: "宁波市" } } } });
    const elsewhere = await to({ province: "江苏省", city: "南京市", district: "玄武区" });
    expect(elsewhere).toMatchObject({ status: 409, body: { code: "address_elsewhere" } });
    const stranger = await Shopper.logIn(shop, "路人");
    const theirs = await stranger.post(`/store/mall/orders/${id}/address`, { address: ADDRESS });
    expect(theirs).toMatchObject({ status: 404, body: { code: "order_not_found" } });
    const { body } = await shopper.get(`/store/mall/orders/${id}`);
    expect(body.order).toMatchObject({ state: "to_pay", address: { city: "宁波市" } });
    await post(id, "cancel");
    expect(await to({})).toMatchObject({ status: 409, body: { code: "address_fixed" } });
  });
});

describe("cancelling", () => {
  it("closes at WeChat, then here, and gives stock and coupon back, once", async () => {
    const [reserved, uses] = [await reservedOf(shop, variant()), await usesOf(shop, "LIFE8")];
    const id = await placed({ promo_codes: ["LIFE8"] });
    expect(await reservedOf(shop, variant())).toBe(reserved + 1);
    expect(await usesOf(shop, "LIFE8")).toBe(uses + 1);
    await present(id);
    const answers = await Promise.all([post(id, "cancel", { reason: "买错了" }), post(id, "cancel")]);
    expect(answers.some(({ status, body }) => status === 200 && body.order.state === "canceled")).toBe(true);
    expect(await tradeStateOf(id)).toBe("CLOSED");
    expect(await reservedOf(shop, variant())).toBe(reserved);
    expect(await usesOf(shop, "LIFE8")).toBe(uses);
    expect(await present(id)).toMatchObject({ status: 409, body: { code: "order_not_payable" } });
    expect(await post(id, "cancel")).toMatchObject({ status: 409, body: { code: "order_not_cancelable" } });
  });

  it("loses against money that came first: the order is paid", async () => {
    await control(shop, "POST", "/settings", { notifications_held: true });
    const id = await placed();
    await present(id);
    await payAtWeChat(shop, id, shopper.openid);
    expect(await post(id, "cancel")).toMatchObject({ status: 409, body: { code: "order_not_cancelable" } });
    expect((await shopper.get(`/store/mall/orders/${id}`)).body.order.state).toBe("to_ship");
    await control(shop, "DELETE", "/settings");
  });

  it("by the merchant, in Medusa's admin, closes at WeChat and gives the coupon back", async () => {
    const uses = await usesOf(shop, "LIFE8");
    const id = await placed({ promo_codes: ["LIFE8"] });
    await present(id);
    expect((await merchant.send("POST", `/admin/orders/${id}/cancel`)).status).toBe(200);
    await until("the coupon came back", async () => (await usesOf(shop, "LIFE8")) === uses);
    expect(await tradeStateOf(id)).toBe("CLOSED");
    expect((await shopper.get(`/store/mall/orders/${id}`)).body.order.state).toBe("canceled");
  });
});

describe("expiry", () => {
  it("ends an unpaid order at its deadline, with stock and coupon given back", async () => {
    const [reserved, uses] = [await reservedOf(shop, variant()), await usesOf(shop, "LIFE8")];
    const [presented, untouched] = [
      await placed({ promo_codes: ["LIFE8"] }),
      await placed({ promo_codes: ["LIFE8"] }),
    ];
    await present(presented);
    await letTimeRunOut(presented);
    await letTimeRunOut(untouched);
    expect(await present(presented)).toMatchObject({ status: 409, body: { code: "order_not_payable" } });
    for (const id of [presented, untouched]) {
      await untilExpiring("the order expired", async () => {
        return (await shopper.get(`/store/mall/orders/${id}`)).body.order.state === "canceled";
      });
    }
    await until("the coupons came back", async () => (await usesOf(shop, "LIFE8")) === uses);
    expect(await tradeStateOf(presented)).toBe("CLOSED");
    expect(await reservedOf(shop, variant())).toBe(reserved);
  });

  it("captures instead, when the money came before the deadline and nobody was told", async () => {
    await control(shop, "POST", "/settings", { notifications_held: true });
    const id = await placed();
    await present(id);
    await payAtWeChat(shop, id, shopper.openid);
    await letTimeRunOut(id);
    await untilExpiring("the money was captured", async () => {
      return (await shopper.get(`/store/mall/orders/${id}`)).body.order.state === "to_ship";
    });
    await control(shop, "DELETE", "/settings");
  });

  it("waits while WeChat is away, and does not keep other orders waiting", async () => {
    const [stuck, free] = [await placed(), await placed()];
    await present(stuck);
    await control(shop, "POST", "/faults", {
      on: "response",
      path: "/close",
      kind: "server_error",
      times: 1000,
    });
    await letTimeRunOut(stuck);
    await letTimeRunOut(free);
    await untilExpiring("the other order expired", async () => {
      return (await shopper.get(`/store/mall/orders/${free}`)).body.order.state === "canceled";
    });
    expect((await shopper.get(`/store/mall/orders/${stuck}`)).body.order.state).toBe("to_pay");
    await control(shop, "DELETE", "/faults");
    await untilExpiring("WeChat was back and the order expired", async () => {
      return (await shopper.get(`/store/mall/orders/${stuck}`)).body.order.state === "canceled";
    });
  });
});

describe("shipping and receipt", () => {
  async function shipped(): Promise<string> {
    const id = await placed();
    await shopper.pay(id);
    await shopper.orderIn(id, "to_ship");
    await merchant.ship(id);
    await shopper.orderIn(id, "shipped");
    return id;
  }

  it("goes through the five states, and receipt is confirmed once", async () => {
    const id = await shipped();
    const order = await shopper.orderIn(id, "shipped");
    expect(order.shipments).toEqual([
      {
        carrier: "顺丰速运",
        carrier_phone: "95338",
        tracking_number: "SF1234567890",
        shipped_at: order.shipped_at,
      },
    ]);
    expect(order).toMatchObject({ number: expect.stringMatching(/^\d{20}$/), has_after_sales: false });
    const found = await merchant.send("GET", `/admin/orders?q=${order.number}&fields=id`);
    expect(found.body.orders).toEqual([expect.objectContaining({ id })]);
    const first = await post(id, "receipt");
    const second = await post(id, "receipt");
    expect(first).toMatchObject({ status: 200, body: { order: { state: "received" } } });
    expect(second.body.order.received_at).toBe(first.body.order.received_at);
    const { rows } = await shop.pool.query(
      "select receipt_source, state from mall_order where order_id = $1",
      [id],
    );
    expect(rows).toEqual([{ receipt_source: "shopper", state: "received" }]);
  });

  it("is taken for granted ten days after shipping", async () => {
    const [old, recent] = [await shipped(), await shipped()];
    await shop.pool.query(
      `update fulfillment set shipped_at = now() - interval '10 days 1 minute' where id in
       (select fulfillment_id from order_fulfillment where order_id = $1)`,
      [old],
    );
    await shop.pool.query(
      `update mall_order set shipped_at = now() - interval '10 days 1 minute' where order_id = any($1)`,
      [[old, recent]],
    );
    await shopper.orderIn(recent, "shipped");
    await untilJob("confirm-mall-receipt-automatically", "receipt was taken for granted", async () => {
      return (await shopper.get(`/store/mall/orders/${old}`)).body.order.state === "received";
    });
    const { rows } = await shop.pool.query("select receipt_source from mall_order where order_id = $1", [
      old,
    ]);
    expect(rows).toEqual([{ receipt_source: "automatic" }]);
    // The row said it was due, but Medusa's record decides.
    expect((await shopper.get(`/store/mall/orders/${recent}`)).body.order.state).toBe("shipped");
  });

  it("lists orders by state, newest first, page by page, also when an event was lost", async () => {
    const ids = [await shipped(), await shipped()];
    await shop.pool.query(
      `update mall_order set state = 'to_ship', shipped_at = null where order_id = any($1)`,
      [ids],
    );
    const toShip = await shopper.get("/store/mall/orders?state=to_ship&limit=50");
    expect(toShip.body.orders.map(({ id }: { id: string }) => id)).not.toEqual(expect.arrayContaining(ids));
    const first = await shopper.get("/store/mall/orders?state=shipped&limit=1");
    const second = await shopper.get(
      `/store/mall/orders?state=shipped&limit=1&cursor=${first.body.next_cursor}`,
    );
    expect([first.body.orders[0].id, second.body.orders[0].id]).toEqual([...ids].reverse());
    expect(first.body.counts.shipped).toBeGreaterThanOrEqual(2);
    expect(await shopper.get("/store/mall/orders?state=lost")).toMatchObject({
      status: 400,
      body: { field: "state" },
    });
  });

  it("shows the merchant's refund, and a full one as the order's end", async () => {
    const id = await shipped();
    const { order } = (await merchant.send("GET", `/admin/orders/${id}?fields=*payment_collections.payments`))
      .body;
    const [payment] = order.payment_collections[0].payments;
    expect((await merchant.send("POST", `/admin/payments/${payment.id}/refund`, { amount: 1 })).status).toBe(
      200,
    );
    const seen = async () => (await shopper.get(`/store/mall/orders/${id}`)).body.order;
    const refundedIs = (fen: string) =>
      until(`the shopper to have ${fen} fen back`, async () => (await seen()).refunded_fen === fen);
    await refundedIs("100");
    expect(await seen()).toMatchObject({ state: "shipped", refunding_fen: "0" });
    const rest = payment.amount - 1;
    expect(
      (await merchant.send("POST", `/admin/payments/${payment.id}/refund`, { amount: rest })).status,
    ).toBe(200);
    await shopper.orderIn(id, "refunded");
    await refundedIs(order.total.toFixed(2).replace(".", ""));
  });
});

describe("an invoice", () => {
  const COMPANY = {
    type: "company",
    title: "杭州藤蔓商贸有限公司",
    tax_number: "91330106ma2h3x8k7q",
    email: "fapiao@example.cn",
  };
  const invoiceIn = async (id: string) =>
    (await merchant.send("GET", "/admin/mall/invoices?limit=100")).body.invoices.find(
      (one: { order_id: string }) => one.order_id === id,
    );
  const issue = (invoice: { id: string; revision: number }) =>
    merchant.send("POST", `/admin/mall/invoices/${invoice.id}/issue`, {
      revision: invoice.revision,
      invoice_number: "24332000000012345678",
      url: "https://fapiao.example.cn/1.pdf",
    });

  it("is asked for once the order is paid, changed until it is issued, and issued as it was read", async () => {
    const id = await placed();
    expect(await post(id, "invoice", COMPANY)).toMatchObject({ body: { code: "invoice_unavailable" } });
    await shopper.pay(id);
    const order = await shopper.orderIn(id, "to_ship");
    expect((await shopper.get(`/store/mall/orders/${id}/invoice`)).body).toEqual({ invoice: null });
    expect(await post(id, "invoice", { ...COMPANY, tax_number: "123" })).toMatchObject({
      status: 400,
      body: { field: "tax_number" },
    });
    expect((await post(id, "invoice", COMPANY)).body.invoice).toMatchObject({
      state: "requested",
      tax_number: "91330106MA2H3X8K7Q",
    });
    const read = await invoiceIn(id);
    expect(read).toMatchObject({ state: "requested", amount_fen: order.paid_fen });
    const personal = { type: "personal", title: "王小藤", email: "wang@example.cn" };
    expect((await post(id, "invoice", personal)).body.invoice.tax_number).toBeNull();
    expect(await issue(read)).toMatchObject({ status: 409, body: { code: "invoice_changed" } });
    const both = await Promise.all([issue(await invoiceIn(id)), issue(await invoiceIn(id))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await shopper.get(`/store/mall/orders/${id}/invoice`)).body.invoice).toMatchObject({
      state: "issued",
      title: "王小藤",
      invoice_number: "24332000000012345678",
      issued_amount_fen: order.paid_fen,
    });
    expect(await post(id, "invoice", COMPANY)).toMatchObject({ body: { code: "invoice_issued" } });
  });

  it("is its shopper's alone, and its list walks by cursor", async () => {
    const id = await placed();
    await shopper.pay(id);
    await shopper.orderIn(id, "to_ship");
    await post(id, "invoice", COMPANY);
    const stranger = await Shopper.logIn(shop, "旁人");
    expect(await stranger.get(`/store/mall/orders/${id}/invoice`)).toMatchObject({ status: 404 });
    expect(await stranger.post(`/store/mall/orders/${id}/invoice`, COMPANY)).toMatchObject({ status: 404 });
    const first = (await merchant.send("GET", "/admin/mall/invoices?limit=1")).body;
    expect(first.invoices[0].order_id).toBe(id);
    const second = await merchant.send("GET", `/admin/mall/invoices?limit=1&cursor=${first.next_cursor}`);
    expect(second.body.invoices[0].order_id).not.toBe(id);
    expect((await merchant.send("GET", "/admin/mall/invoices?state=lost")).status).toBe(400);
    expect((await merchant.send("POST", "/admin/mall/invoices/minv_x/issue", {})).status).toBe(400);
    expect((await issue({ id: "minv_x", revision: 0 })).body.code).toBe("invoice_not_found");
  });
});

describe("a shop that is about to open", () => {
  const missing = async () =>
    (await merchant.send("GET", "/admin/mall/publish-check")).body.publish_check.findings
      .filter(({ state }: { state: string }) => state === "missing")
      .map(({ id }: { id: string }) => id);

  it("is told what is missing, and that a product's words have to be changed", async () => {
    const before = await missing();
    expect(before).toEqual(expect.arrayContaining(["complaint_contact", "privacy_notice", "return_policy"]));
    expect(before).not.toContain("advertising_words");
    const disclosures = {
      operator_name: "杭州藤蔓商贸有限公司",
      complaint_phone: "400-820-8820",
      complaint_email: "",
      privacy_version: "2026-11",
      privacy_notice: "我们是杭州藤蔓商贸有限公司，为完成订单处理你的姓名、电话与地址，保存三年。",
      return_policy: "签收次日起七天内可无理由退货，运费由买家承担；定制商品不适用，购买时会提示。",
    };
    const wrong = { ...disclosures, complaint_email: "客服" };
    expect(await merchant.send("POST", "/admin/mall/disclosures", wrong)).toMatchObject({
      status: 400,
      body: { field: "complaint_email" },
    });
    expect((await merchant.send("POST", "/admin/mall/disclosures", disclosures)).status).toBe(200);
    expect((await shopper.get("/store/mall/disclosures")).body.disclosures).toEqual(disclosures);
    const { products } = (await merchant.send("GET", "/admin/products?limit=1&fields=id,subtitle")).body;
    const [{ id, subtitle }] = products;
    await merchant.send("POST", `/admin/products/${id}`, { subtitle: "国家级好物，最 佳口感" });
    const checked = (await merchant.send("GET", `/admin/mall/products/${id}/advertising-words`)).body;
    expect(checked.findings).toMatchObject([
      { field: "subtitle", word: "国家级", fault: "superlative" },
      { field: "subtitle", word: "最 佳", advice: expect.stringContaining("第九条") },
    ]);
    const flagged = (await merchant.send("GET", "/admin/mall/advertising-words")).body.products;
    expect(flagged.map((one: { id: string }) => one.id)).toEqual([id]);
    const now = await missing();
    expect(now).toContain("advertising_words");
    for (const id of ["operator_name", "complaint_contact", "privacy_notice", "return_policy"])
      expect(now).not.toContain(id);
    await merchant.send("POST", `/admin/products/${id}`, { subtitle });
    expect(await missing()).not.toContain("advertising_words");
  });
});

describe("a server that ended while an order was being placed", () => {
  it("closes the half-made order, and forgets what never became one", async () => {
    const before = await reservedOf(shop, variant());
    const id = await placed();
    await shop.pool.query(
      `update mall_order set order_id = null, payment_session_id = null, state = 'placing',
         created_at = now() - interval '1 hour' where order_id = $1`,
      [id],
    );
    await shop.pool.query(
      `insert into mall_order (id, customer_id, idempotency_key, request_fingerprint, state, pay_by, synced_at, created_at)
       values ('mord_interrupted', 'cus_x', 'interrupted', 'x', 'placing', now(), now(), now() - interval '1 hour')`,
    );
    await untilJob("keep-mall-orders-true", "the order had its row again and was closed", async () => {
      const { status, body } = await shopper.get(`/store/mall/orders/${id}`);
      return status === 200 && body.order.state === "canceled";
    });
    expect(await reservedOf(shop, variant())).toBe(before);
    const { rows } = await shop.pool.query(
      "select 1 from mall_order where id = 'mord_interrupted' and deleted_at is null",
    );
    expect(rows).toEqual([]);
  });
});
