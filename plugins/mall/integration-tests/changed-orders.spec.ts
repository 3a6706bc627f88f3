import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor, makePromotion } from "./goods";
import { makeProduct } from "./made-product";
import { OrderChanges } from "./order-changes";
import { type Answer, Merchant, outTradeNoOf, payAtWeChat, Shopper } from "./shopper";
import { heldFor, until, usesOf } from "./traces";

let shop: TestShop;
let merchant: Merchant;
let shopper: Shopper;
let changes: OrderChanges;
let goods: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-changed-orders" });
  merchant = await Merchant.logIn(shop);
  shopper = await Shopper.logIn(shop, "改单买家");
  changes = new OrderChanges(merchant);
  goods = await goodsFor(shopper, 3);
});
afterAll(() => shop?.close());

const variant = (index = 0) => goods[index]?.variant_id ?? "";
const post = (id: string, action: string, body: object = {}) =>
  shopper.post(`/store/mall/orders/${id}/${action}`, body);
const seen = async (id: string): Promise<Answer["body"]> =>
  (await shopper.get(`/store/mall/orders/${id}`)).body.order;

type Stage = "unpaid" | "paid" | "shipped" | "received";
const STATE = { unpaid: "to_pay", paid: "to_ship", shipped: "shipped", received: "received" } as const;

/** An order that has come so far. @returns the order as its shopper sees it */
async function orderThatIs(stage: Stage, quantity = 1, change: object = {}): Promise<Answer["body"]> {
  const { status, body } = await shopper.order([[variant(), quantity]], { ...change });
  expect(status).toBe(201);
  const { id } = body.order;
  if (stage === "unpaid") return body.order;
  await shopper.pay(id);
  const paid = await shopper.orderIn(id, "to_ship");
  if (stage === "paid") return paid;
  await merchant.ship(id);
  const shipped = await shopper.orderIn(id, "shipped");
  return stage === "shipped" ? shipped : (await post(id, "receipt")).body.order;
}

/** Waits until an order is as wanted, as its shopper sees it. */
async function untilSeen(
  id: string,
  what: string,
  wanted: (order: Answer["body"]) => boolean,
): Promise<Answer["body"]> {
  await until(what, async () => wanted(await seen(id)));
  return seen(id);
}

/** Waits until Medusa's total, what it asks for, and what the shopper reads are one number of whole fen. */
async function untilOneTotal(id: string): Promise<void> {
  await until(`order ${id} has one total`, async () => {
    const [order, { total, payment_collections }] = [await seen(id), await changes.read(id)];
    const lines = order.items.reduce((sum: number, item: Answer["body"]) => sum + Number(item.total_fen), 0);
    const fen = Number(order.total_fen);
    const isTotal = (amount: number) => Math.abs(amount * 100 - fen) < 1e-6;
    return (
      lines + Number(order.freight_fen) === fen && isTotal(total) && isTotal(payment_collections[0].amount)
    );
  });
}

describe("an order that is paid stays paid, whatever the merchant does to it", () => {
  const dearer = 2;
  const addedGoods = (order: Answer["body"]) =>
    changes.add(order.id, { variant_id: variant(1), quantity: 1 });
  const freeReplacement = ({ id, items }: Answer["body"]) =>
    changes.replace(id, { line_id: items[0].id, variant_id: variant() });
  const returnWithFreight = ({ id, items }: Answer["body"]) => changes.takeBack(id, items[0].id, 10);
  const dearerExchange = ({ id, items }: Answer["body"]) =>
    changes.exchange(id, items[0].id, variant(dearer));
  const higherPrice = ({ id, items }: Answer["body"]) =>
    changes.setLine(id, items[0].id, { quantity: 1, unit_price: (goods[0]?.price_fen ?? 0) / 100 + 5 });
  const difference = () => (goods[dearer]?.price_fen ?? 0) - (goods[0]?.price_fen ?? 0);

  it.each<[string, Exclude<Stage, "unpaid">, (order: Answer["body"]) => Promise<void>, () => number]>([
    ["goods added", "paid", addedGoods, () => goods[1]?.price_fen ?? 0],
    ["goods added", "received", addedGoods, () => goods[1]?.price_fen ?? 0],
    ["a higher price", "paid", higherPrice, () => 500],
    ["a free replacement", "shipped", freeReplacement, () => 0],
    ["a free replacement", "received", freeReplacement, () => 0],
    ["a return that costs freight", "shipped", returnWithFreight, () => 0],
    ["an exchange for something dearer", "shipped", dearerExchange, difference],
  ])("%s while it is %s", async (_, stage, change, due_fen) => {
    const before = await orderThatIs(stage);
    await change(before);
    const order = await seen(before.id);
    // What is sent anew has still to be sent.
    expect([STATE[stage], "to_ship"]).toContain(order.state);
    expect(order).toMatchObject({ paid_fen: before.paid_fen, due_fen: String(due_fen()) });
    const answer = await post(before.id, "payment", { channel: "jsapi" });
    if (due_fen() === 0) expect(answer.body).toEqual({ state: "paid" });
    else {
      const told = (due_fen() / 100).toFixed(2);
      expect(answer).toMatchObject({ status: 409, body: { code: "order_not_payable" } });
      expect(answer.body.message).toContain(told);
    }
    expect(await post(before.id, "cancel")).toMatchObject({ body: { code: "order_not_cancelable" } });
    if (change === freeReplacement) {
      const received = await post(before.id, "receipt");
      expect(received).toMatchObject({ status: 200, body: { order: { state: "received" } } });
    }
  });
});

describe("the old amount of an order that was made dearer", () => {
  it("makes it paid when it came first, with the rest due", async () => {
    const { id, total_fen } = await orderThatIs("unpaid");
    await post(id, "payment", { channel: "jsapi" });
    const number = await outTradeNoOf(shop, id);
    await payAtWeChat(shop, id, shopper.openid);
    await changes.add(id, { variant_id: variant(1), quantity: 1 });
    const order = await shopper.orderIn(id, "to_ship");
    expect(order.paid_fen).toBe(total_fen);
    await untilSeen(id, "the rest is due", ({ due_fen }) => Number(due_fen) === goods[1]?.price_fen);
    expect(await outTradeNoOf(shop, id)).toBe(number);
  });
});

describe("an odd order", () => {
  /** What got into an order past every door: an import, old data. */
  async function made(change: string): Promise<string> {
    const { id } = await orderThatIs("unpaid");
    await shop.pool.query(`update order_item set ${change} where order_id = $1`, [id]);
    return id;
  }

  it.each([
    ["a fraction of a fen", `unit_price = 9.999, raw_unit_price = '{"value":"9.999"}'`, "1000", 1],
    ["pieces and a half", `quantity = 1.5, raw_quantity = '{"value":"1.5"}'`, undefined, 2],
  ])("with %s is shown, rounded, and can be paid and cancelled", async (_, change, goods_fen, quantity) => {
    const [odd, other] = [await made(change), await orderThatIs("unpaid")];
    const order = await seen(odd);
    expect(order.items[0].quantity).toBe(quantity);
    expect(order.goods_fen).toBe(goods_fen ?? String(Math.round((goods[0]?.price_fen ?? 0) * 1.5)));
    const list = (await shopper.get("/store/mall/orders?limit=50")).body.orders;
    expect(list.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([odd, other.id]));
    expect((await merchant.send("GET", `/admin/mall/orders/${odd}`)).body.mall_order.state).toBe("to_pay");
    expect(await post(odd, "payment", { channel: "jsapi" })).toMatchObject({ status: 200 });
    expect(await post(odd, "cancel")).toMatchObject({ status: 200 });
  });

  it("that cannot be read at all hides no other, and keeps no job from the others", async () => {
    const [broken, other] = [await orderThatIs("unpaid"), await orderThatIs("unpaid")];
    await shop.pool.query(
      `update order_item set unit_price = 'NaN', raw_unit_price = '{"value":"NaN"}' where order_id = $1`,
      [broken.id],
    );
    const list = (await shopper.get("/store/mall/orders?limit=50")).body.orders;
    expect(list.map(({ id }: { id: string }) => id)).toContain(other.id);
    await shop.pool.query(
      `update mall_order set pay_by = now() - interval '1 second' where order_id = any($1)`,
      [[broken.id, other.id]],
    );
    await until("the other expired", async () => {
      await shop.runJob("expire-unpaid-mall-orders");
      return (await seen(other.id)).state === "canceled";
    });
    const { faults } = (await merchant.send("GET", `/admin/mall/faults?subject_id=${broken.id}`)).body;
    expect(faults).toMatchObject([{ kind: "order_unreadable", subject_type: "order" }]);
    const { rows } = await shop.pool.query(
      `select r.failures from mall_retry r join mall_order m on m.id = r.row_id where m.order_id = $1`,
      [broken.id],
    );
    expect(rows).toEqual([{ failures: expect.any(Number) }]);
    await shop.pool.query(
      `update order_item set unit_price = 1, raw_unit_price = '{"value":"1"}' where order_id = $1`,
      [broken.id],
    );
  });
});

describe("an edit of an order with a coupon", () => {
  beforeAll(() => makePromotion(merchant, { code: "THIRD", percent: 33.33 }));

  it.each([
    [3, 2, false],
    [3, 2, true],
    [2, 3, true],
    [3, 1, false],
  ])(
    "from %i to %i pieces, carried over: %s, keeps whole fen and one total",
    async (was, now, carry_over) => {
      const before = await orderThatIs("unpaid", was, { promo_codes: ["THIRD"] });
      const [{ id: line, discount_fen }] = before.items;
      await changes.setLine(before.id, line, { quantity: now }, { carry_over });
      const share = (Number(discount_fen) * now) / was;
      const { items } = await untilSeen(
        before.id,
        "the discount went with the pieces",
        (order) => Math.abs(Number(order.items[0].discount_fen) - share) <= 1,
      );
      expect(items[0].quantity).toBe(now);
      await untilOneTotal(before.id);
      await shopper.pay(before.id);
      const paid = await shopper.orderIn(before.id, "to_ship");
      expect(paid).toMatchObject({ paid_fen: paid.total_fen, due_fen: "0" });
    },
  );
});

describe("stock", () => {
  it("is not reserved again for what is packed, when only the price changes", async () => {
    const order = await orderThatIs("shipped", 2);
    const unit_price = (goods[0]?.price_fen ?? 0) / 100 - 1;
    await changes.setLine(order.id, order.items[0].id, { quantity: 2, unit_price });
    await until("nothing is held for it", async () => (await heldFor(shop, order.items[0].id)) === 0);
    expect((await seen(order.id)).state).toBe("shipped");
  });

  it("of a partly sent order is held for what is left alone, also after an edit is given up", async () => {
    const order = await orderThatIs("paid", 3);
    const held = async () => await heldFor(shop, order.items[0].id);
    await merchant.ship(order.id, { [order.items[0].id]: 1 });
    await changes.setLine(order.id, order.items[0].id, { quantity: 2 });
    await until("one piece is held", async () => (await held()) === 1);
    await changes.ask("/admin/order-edits", { order_id: order.id });
    const editing = `/admin/order-edits/${order.id}`;
    await changes.ask(`${editing}/items`, { items: [{ variant_id: variant(), quantity: 1 }] });
    await merchant.send("DELETE", editing);
    expect(await held()).toBe(1);
  });

  it("lets a part of the last pieces be packed, and the rest later", async () => {
    const { variant_id } = await makeProduct(merchant, { stock: 2 });
    const { id } = (await shopper.order([[variant_id, 2]])).body.order;
    await shopper.pay(id);
    const { items } = await shopper.orderIn(id, "to_ship");
    await merchant.ship(id, { [items[0].id]: 1 });
    expect(await heldFor(shop, items[0].id)).toBe(1);
    await merchant.ship(id, { [items[0].id]: 1 });
    await shopper.orderIn(id, "shipped");
  });

  it.each([
    ["in part", 1],
    ["whole", 0],
  ])(
    "is not held for what is packed when an edit is refused for too little of it: packed %s",
    async (_, left) => {
      const { variant_id } = await makeProduct(merchant, { stock: 3 });
      const { id } = (await shopper.order([[variant_id, 2]])).body.order;
      await shopper.pay(id);
      const { items } = await shopper.orderIn(id, "to_ship");
      await merchant.ship(id, { [items[0].id]: 2 - left });
      const held = await heldFor(shop, items[0].id);
      await changes.ask("/admin/order-edits", { order_id: id });
      const editing = `/admin/order-edits/${id}`;
      await changes.ask(`${editing}/items/item/${items[0].id}`, { quantity: 4 });
      await changes.ask(`${editing}/request`);
      const answer = await merchant.send("POST", `${editing}/confirm`);
      expect([answer.status, held]).toEqual([400, left]);
      expect(await heldFor(shop, items[0].id)).toBe(held);
      await merchant.send("DELETE", editing);
    },
  );
});

describe("what a claim or an exchange sends out without a shipping option of its own", () => {
  it.each([
    ["claim", "claims", { type: "refund" }],
    ["exchange", "exchanges", {}],
  ])("is kept back and can be sent, and is refused where it is not there: a %s", async (kind, part, type) => {
    const { variant_id } = await makeProduct(merchant, { stock: 2 });
    const order = await orderThatIs("shipped");
    const begun = await changes.ask(`/admin/${part}`, { order_id: order.id, ...type });
    const path = `/admin/${part}/${begun[kind].id}`;
    const inbound = { items: [{ id: order.items[0].id, quantity: 1 }] };
    await changes.ask(`${path}/inbound/items`, inbound);
    const { order_preview } = await changes.ask(`${path}/outbound/items`, {
      items: [{ variant_id, quantity: 2 }],
    });
    const added = order_preview.items.find((item: Answer["body"]) => item.variant_id === variant_id);
    // Somebody else is faster: Medusa asked for the stock when the goods were chosen, and not again.
    expect((await shopper.order([[variant_id, 1]])).status).toBe(201);
    expect(await merchant.send("POST", `${path}/request`)).toMatchObject({
      status: 409,
      body: { code: "out_of_stock", field: "items" },
    });
    expect(await heldFor(shop, added.id)).toBe(0);
    await changes.ask(`${path}/outbound/items/${added.actions[0].id}`, { quantity: 1 });
    await changes.ask(`${path}/request`);
    await until("the piece is held", async () => (await heldFor(shop, added.id)) === 1);
    await changes.ask(`/admin/orders/${order.id}/fulfillments`, { items: [{ id: added.id, quantity: 1 }] });
    expect(await heldFor(shop, added.id)).toBe(0);
  });
});

describe("an unsent order whose money all went back in Medusa's admin", () => {
  it("is refunded, and holds no stock", async () => {
    const order = await orderThatIs("paid", 2);
    expect(await heldFor(shop, order.items[0].id)).toBe(2);
    const { rows } = await shop.pool.query(
      `select p.id from payment p join order_payment_collection l using (payment_collection_id)
       where l.order_id = $1`,
      [order.id],
    );
    const amount = Number(order.paid_fen) / 100;
    await changes.ask(`/admin/payments/${rows[0].id}/refund`, { amount });
    await shopper.orderIn(order.id, "refunded");
    await until("nothing is held for it", async () => (await heldFor(shop, order.items[0].id)) === 0);
  });
});

describe("an order of which all goods are taken off", () => {
  it("closes by itself when nobody has paid it, with stock and coupon given back", async () => {
    await makePromotion(merchant, { code: "EMPTIED", percent: 10, uses: 10 });
    const uses = await usesOf(shop, "EMPTIED");
    const order = await orderThatIs("unpaid", 1, { promo_codes: ["EMPTIED"] });
    await post(order.id, "payment", { channel: "jsapi" });
    await changes.setLine(order.id, order.items[0].id, { quantity: 0 });
    expect((await seen(order.id)).state).toBe("to_pay");
    expect(await post(order.id, "payment", { channel: "jsapi" })).toMatchObject({
      body: { code: "order_not_payable" },
    });
    await until("it is closed", async () => {
      await shop.runJob("expire-unpaid-mall-orders");
      return (await seen(order.id)).state === "canceled";
    });
    await until("the coupon came back", async () => (await usesOf(shop, "EMPTIED")) === uses);
    expect(await heldFor(shop, order.items[0].id)).toBe(0);
    const { mall_order } = (await merchant.send("GET", `/admin/mall/orders/${order.id}`)).body;
    expect(mall_order.close_reason).toBe("canceled_by_merchant");
  });

  it("can be cancelled before that by its shopper, or by the merchant", async () => {
    for (const cancel of [
      (id: string) => post(id, "cancel"),
      (id: string) => merchant.send("POST", `/admin/orders/${id}/cancel`),
    ]) {
      const order = await orderThatIs("unpaid");
      await changes.setLine(order.id, order.items[0].id, { quantity: 0 });
      expect((await cancel(order.id)).status).toBe(200);
      await shopper.orderIn(order.id, "canceled");
      expect((await merchant.send("POST", `/admin/orders/${order.id}/cancel`)).body).toMatchObject({
        order: { id: order.id, status: "canceled" },
      });
    }
  });

  it("is not to be sent when it is paid: it waits for its money", async () => {
    const order = await orderThatIs("paid");
    await changes.setLine(order.id, order.items[0].id, { quantity: 0 });
    expect(await seen(order.id)).toMatchObject({ state: "canceled", paid_fen: order.paid_fen, due_fen: "0" });
    expect((await shopper.get("/store/mall/orders?state=to_ship&limit=50")).body.orders).not.toContainEqual(
      expect.objectContaining({ id: order.id }),
    );
    expect((await merchant.send("POST", `/admin/orders/${order.id}/cancel`)).status).toBe(200);
    await shopper.orderIn(order.id, "refunded");
  });
});

describe("a change that was begun and not finished", () => {
  it.each<[string, (id: string) => Promise<unknown>]>([
    ["an edit", (id) => changes.ask("/admin/order-edits", { order_id: id })],
    [
      "an edit that was asked for",
      async (id) => {
        await changes.ask("/admin/order-edits", { order_id: id });
        await changes.ask(`/admin/order-edits/${id}/items`, {
          items: [{ variant_id: variant(1), quantity: 1 }],
        });
        await changes.ask(`/admin/order-edits/${id}/request`);
      },
    ],
  ])("%s keeps neither the shopper nor the clock from ending an unpaid order", async (_, begin) => {
    const [own, overdue] = [await orderThatIs("unpaid"), await orderThatIs("unpaid")];
    await begin(own.id);
    await begin(overdue.id);
    expect(await post(own.id, "cancel")).toMatchObject({
      status: 200,
      body: { order: { state: "canceled" } },
    });
    await shop.pool.query(`update mall_order set pay_by = now() - interval '1 second' where order_id = $1`, [
      overdue.id,
    ]);
    await until("it expired", async () => {
      await shop.runJob("expire-unpaid-mall-orders");
      return (await seen(overdue.id)).state === "canceled";
    });
  });
});

describe("a return, a claim or an exchange that ended with its order", () => {
  it.each([
    ["return", "returns", "shipping-method"],
    ["claim", "claims", "inbound/shipping-method"],
    ["exchange", "exchanges", "outbound/shipping-method"],
  ])("takes no freight any more: a %s", async (kind, part, method) => {
    const order = await orderThatIs("unpaid");
    const type = kind === "claim" ? { type: "refund" } : {};
    const begun = await changes.ask(`/admin/${part}`, { order_id: order.id, ...type });
    expect((await post(order.id, "cancel")).status).toBe(200);
    const { shipping_options } = (await merchant.send("GET", "/admin/shipping-options?limit=1")).body;
    const freight = { shipping_option_id: shipping_options[0].id, custom_amount: 1 };
    expect(await merchant.send("POST", `/admin/${part}/${begun[kind].id}/${method}`, freight)).toMatchObject({
      status: 404,
      body: { code: "record_not_found" },
    });
  });
});

describe("a refund before shipping", () => {
  it("leaves the rest to be packed and sent, with no figure of money changed", async () => {
    const order = await orderThatIs("paid", 2);
    const [line] = order.items;
    const before = await changes.read(order.id);
    const wish = { type: "refund_only", reason: "changed_mind", description: "" };
    const items = [{ order_line_id: line.id, quantity: 1 }];
    const asked = await post(order.id, "after-sales", { ...wish, items });
    const case_id = asked.body.after_sale.id;
    await changes.ask(`/admin/mall/after-sales/${case_id}/approve`);
    await until("one piece is refunded", async () => {
      await shop.runJob("follow-mall-after-sales");
      return (await seen(order.id)).items[0].refunded_quantity === 1;
    });
    const seenNow = await seen(order.id);
    expect(seenNow).toMatchObject({
      state: "to_ship",
      total_fen: order.total_fen,
      due_fen: "0",
      items: [{ quantity: 2, total_fen: line.total_fen }],
    });
    await until("Medusa's order is about one piece", async () => {
      await shop.runJob("follow-mall-after-sales");
      return (await changes.read(order.id)).items[0].quantity === 1;
    });
    const after = await changes.read(order.id);
    expect(after.summary.pending_difference).toBe(0);
    expect(after.total).toBe(before.total - Number(seenNow.refunded_fen) / 100);
    expect(await heldFor(shop, line.id)).toBe(1);
    await merchant.ship(order.id);
    await shopper.orderIn(order.id, "shipped");
    expect(await changes.read(order.id)).toMatchObject({
      items: [{ quantity: 1, detail: { fulfilled_quantity: 1, shipped_quantity: 1 } }],
    });
    expect(await heldFor(shop, line.id)).toBe(0);
    expect((await shopper.get(`/store/mall/orders/${order.id}/after-sales`)).body.lines[0]).toMatchObject({
      refundable_quantity: 1,
      returnable_quantity: 1,
    });
  });

  it("takes a whole line off and still shows it to the shopper", async () => {
    const { body } = await shopper.order([
      [variant(0), 1],
      [variant(1), 1],
    ]);
    const { id } = body.order;
    await shopper.pay(id);
    const order = await shopper.orderIn(id, "to_ship");
    const items = [{ order_line_id: order.items[0].id, quantity: 1 }];
    const asked = await post(id, "after-sales", {
      type: "refund_only",
      reason: "changed_mind",
      description: "",
      items,
    });
    const path = `/admin/mall/after-sales/${asked.body.after_sale.id}`;
    await changes.ask(`${path}/approve`);
    await until("Medusa's order is about the other line", async () => {
      await shop.runJob("follow-mall-after-sales");
      return (await changes.read(id)).items.length === 1;
    });
    expect((await seen(id)).items).toMatchObject([
      { id: order.items[0].id, title: order.items[0].title, quantity: 1, refunded_quantity: 1 },
      { id: order.items[1].id, refunded_quantity: 0 },
    ]);
    await merchant.ship(id);
    await shopper.orderIn(id, "shipped");
  });
});

describe("an order whose receipt is confirmed", () => {
  it("is delivered in Medusa, so that the merchant's list does not call it shipped", async () => {
    const { id } = await orderThatIs("received");
    await until("Medusa's order is delivered", async () => {
      const { order } = (await merchant.send("GET", `/admin/orders/${id}?fields=fulfillment_status`)).body;
      return order.fulfillment_status === "delivered";
    });
    expect((await seen(id)).state).toBe("received");
  });
});
