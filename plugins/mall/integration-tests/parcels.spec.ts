import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { type Goods, goodsFor } from "./goods";
import { ADDRESS, type Answer, control, Merchant, Shopper } from "./shopper";
import { until } from "./traces";

// How orders leave the house: the merchant's list of what waits, parcels one by one and by file, and their way.
let shop: TestShop;
let merchant: Merchant;
let shopper: Shopper;
let goods: Goods[];

beforeAll(async () => {
  shop = await openTestShop({ name: "mall-parcels" });
  merchant = await Merchant.logIn(shop);
  shopper = await Shopper.logIn(shop, "收件人");
  goods = await goodsFor(shopper, 2);
});
afterAll(() => shop?.close());

type Order = Answer["body"];
let numbers = 0;
const nextNumber = () => `SF99${String(++numbers).padStart(9, "0")}`;

async function bought(change: Record<string, unknown> = {}, quantity = 1): Promise<Order> {
  const { order } = (
    await shopper.order(
      goods.map(({ variant_id }) => [variant_id, quantity]),
      change,
    )
  ).body;
  await shopper.pay(order.id);
  const paid = await shopper.orderIn(order.id, "to_ship");
  // The list follows Medusa's record a moment later.
  await until("the order is listed", async () => {
    const { rows } = await shop.pool.query("select state from mall_order where order_id = $1", [order.id]);
    return rows[0]?.state === "to_ship";
  });
  return paid;
}

const send = async (...orders: object[]) =>
  (await merchant.send("POST", "/admin/mall/parcels", { orders })).body.results;
const shipmentsOf = async ({ id }: Order): Promise<Order[]> =>
  (await shopper.get(`/store/mall/orders/${id}`)).body.order.shipments;
const waiting = async (query = ""): Promise<Order[]> =>
  (await merchant.send("GET", `/admin/mall/to-ship?limit=100&${query}`)).body.orders;
const idsOf = (orders: Order[]) => orders.map(({ order_id }) => order_id);

/** Sends a table as a file, a page of orders after the other. */
async function importFile(text: string | Buffer, dry_run = false): Promise<Answer> {
  return await merchant.sendRaw(`/admin/mall/parcels/import?dry_run=${dry_run}`, Buffer.from(text));
}

describe("what waits to be sent", () => {
  it("is listed, the longest waiting first, with filters and the merchant's mark", async () => {
    const first = await bought({ remark: "请轻放" });
    const second = await bought({ address: { ...ADDRESS, province: "四川省", city: "成都市" } });
    const mine = async (query = "") =>
      idsOf(await waiting(query)).filter((id) => [first.id, second.id].includes(id));
    expect(await mine()).toEqual([first.id, second.id]);
    expect(await mine("province=四川省")).toEqual([second.id]);
    expect(await mine("remark=with")).toEqual([first.id]);
    expect(await mine("waiting_hours=1")).toEqual([]);
    expect(await mine(`q=${second.number}`)).toEqual([second.id]);
    expect(await mine(`q=${encodeURIComponent(first.items[0].title.slice(0, 3))}`)).toEqual([
      first.id,
      second.id,
    ]);
    const mark = { flag: "red", remark: "缺货，周三到" };
    const path = `/admin/mall/orders/${second.id}/mark`;
    expect((await merchant.send("POST", path, mark)).status).toBe(204);
    expect(await mine("flag=red")).toEqual([second.id]);
    expect(await mine("remark=with")).toEqual([first.id, second.id]);
    const [shown] = await waiting("flag=red");
    expect(shown).toMatchObject({ ...mark, lines: goods.map(() => ({ left: 1, packed: 0 })) });
    expect(await merchant.send("POST", path, { flag: "pink" })).toMatchObject({
      status: 400,
      body: { code: "invalid_request", field: "flag" },
    });
    const { next_cursor, orders } = (await merchant.send("GET", "/admin/mall/to-ship?limit=1")).body;
    expect(idsOf(orders)).not.toContain(second.id);
    const next = await merchant.send("GET", `/admin/mall/to-ship?limit=1&cursor=${next_cursor}`);
    expect(idsOf(next.body.orders)).not.toEqual(idsOf(orders));
    const counts = (await merchant.send("GET", "/admin/mall/to-ship/counts")).body;
    expect(counts.provinces).toContainEqual({ province: "四川省", orders: 1 });
  });

  it("is taken away as a file without formulas", async () => {
    const order = await bought({ remark: "=1+1", address: { ...ADDRESS, full_name: "+王" } });
    const file = await (await merchant.fetch("/admin/mall/to-ship/export?remark=with")).text();
    const row = file.split("\r\n").find((line) => line.includes(order.number)) ?? "";
    expect(row.startsWith(`\t${order.number},`)).toBe(true);
    expect(row).toContain(",'+王,");
    expect(row).toContain(",'=1+1,");
  });
});

describe("parcels", () => {
  it("leave with carrier and number; the order is shipped, its list shorter, and the same again changes nothing", async () => {
    const [one, two] = [await bought(), await bought()];
    const parcel = (carrier: string) => [{ carrier, tracking_number: nextNumber() }];
    const orders = [
      { order_id: one.id, parcels: parcel("顺丰速运") },
      { order_id: two.id, parcels: parcel("跑腿小哥") },
    ];
    expect(await send(...orders)).toMatchObject([{ outcome: "sent" }, { outcome: "sent" }]);
    expect(await shopper.orderIn(one.id, "shipped")).toMatchObject({
      shipments: [
        {
          carrier: "顺丰速运",
          carrier_phone: "95338",
          ...{ tracking_number: orders[0]?.parcels[0]?.tracking_number },
        },
      ],
    });
    expect((await shipmentsOf(two))[0]).toMatchObject({ carrier: "跑腿小哥" });
    expect(idsOf(await waiting())).not.toContain(one.id);
    expect(await send(...orders)).toMatchObject([{ outcome: "unchanged" }, { outcome: "unchanged" }]);
    expect(await shipmentsOf(one)).toHaveLength(1);
    expect((await shopper.post(`/store/mall/orders/${one.id}/receipt`)).body.order.state).toBe("received");
  });

  it("split an order by line and quantity; it is shipped when the last piece left", async () => {
    const order = await bought({}, 2);
    const [first, second] = order.items;
    const part = {
      carrier: "中通快递",
      tracking_number: nextNumber(),
      pieces: [{ line_id: first.id, quantity: 1 }],
    };
    expect(await send({ order_id: order.id, parcels: [part] })).toMatchObject([{ outcome: "sent" }]);
    const [left] = await waiting(`order_ids=${order.id}`);
    expect(left).toMatchObject({ state: "to_ship", shipments: [{ tracking_number: part.tracking_number }] });
    expect(left.lines.find(({ id }: Order) => id === first.id)).toMatchObject({ left: 1 });
    const parcels = [
      { ...part, tracking_number: nextNumber() },
      { ...part, tracking_number: nextNumber(), pieces: [{ line_id: second.id, quantity: 2 }] },
    ];
    expect(await send({ order_id: order.id, parcels })).toMatchObject([{ outcome: "sent" }]);
    expect(await shopper.orderIn(order.id, "shipped")).toMatchObject({ shipments: { length: 3 } });
  });

  it("are refused whole, with nothing packed, when one of them asks for too much", async () => {
    const order = await bought();
    const [line] = order.items;
    const pieces = (quantity: number) => [{ line_id: line.id, quantity }];
    const parcels = [1, 1].map((quantity) => ({
      carrier: "圆通速递",
      tracking_number: nextNumber(),
      pieces: pieces(quantity),
    }));
    expect(await send({ order_id: order.id, parcels })).toMatchObject([
      { outcome: "refused", code: "parcel_pieces_exceeded" },
    ]);
    expect(await waiting(`order_ids=${order.id}`)).toMatchObject([
      { shipments: [], lines: [{ left: 1, packed: 0 }, {}] },
    ]);
    expect(
      await send({ order_id: "order_unknown", parcels: [{ carrier: "圆通", tracking_number: "YT00001" }] }),
    ).toMatchObject([{ outcome: "refused", code: "order_not_found" }]);
  });

  it("sent by two at once leave once", async () => {
    const order = await bought();
    const orders = [
      { order_id: order.id, parcels: [{ carrier: "顺丰速运", tracking_number: nextNumber() }] },
    ];
    const outcomes = (await Promise.all([send(...orders), send(...orders)]))
      .flat()
      .map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual(["sent", "unchanged"]);
    expect(await shipmentsOf(order)).toHaveLength(1);
  });

  it("take along what was packed in Medusa's admin and not sent", async () => {
    const order = await bought();
    const items = order.items.map(({ id, quantity }: Order) => ({ id, quantity }));
    await merchant.send("POST", `/admin/orders/${order.id}/fulfillments`, { items });
    const parcels = [{ carrier: "顺丰速运", tracking_number: nextNumber() }];
    expect(await send({ order_id: order.id, parcels })).toMatchObject([{ outcome: "sent" }]);
    expect(await shipmentsOf(order)).toMatchObject([{ carrier: "顺丰速运" }]);
  });
});

describe("goods whose money is asked back", () => {
  const askFor = async (order: Order, lines: Order[] = order.items): Promise<string> => {
    const items = lines.map(({ id, quantity }: Order) => ({ order_line_id: id, quantity }));
    const wish = { type: "refund_only", reason: "other", items };
    const asked = await shopper.post(`/store/mall/orders/${order.id}/after-sales`, wish);
    if (!asked.body.after_sale) throw new Error(JSON.stringify(asked.body));
    return asked.body.after_sale.id;
  };
  const decide = (id: string, action: string, body: object = {}) =>
    merchant.send("POST", `/admin/mall/after-sales/${id}/${action}`, body);
  const whole = ({ id }: Order) => ({
    order_id: id,
    parcels: [{ carrier: "顺丰速运", tracking_number: nextNumber() }],
  });
  const onDesk = async ({ id }: Order): Promise<Order> => (await waiting(`order_ids=${id}`))[0];
  const lineOf = async (order: Order, { id }: Order): Promise<Order> =>
    (await onDesk(order)).lines.find((line: Order) => line.id === id);
  const HELD = { outcome: "refused", code: "after_sale_open" };

  it("stay until that is decided, and for good once it is agreed to; the rest leaves", async () => {
    await control(shop, "POST", "/settings", { refund_settle_ms: 86_400_000 });
    const order = await bought();
    const [asked, rest] = order.items;
    const id = await askFor(order, [asked]);
    expect(await send(whole(order))).toMatchObject([HELD]);
    const file = `订单编号,快递公司,运单号\r\n${order.number},顺丰,${nextNumber()}`;
    for (const dry_run of [true, false]) {
      expect((await importFile(file, dry_run)).body.results).toMatchObject([HELD]);
    }
    expect(await onDesk(order)).toMatchObject({ has_after_sales: true, shipments: [] });
    expect(await lineOf(order, asked)).toMatchObject({ left: 1, asked: true });
    const list = await (await merchant.fetch(`/admin/mall/to-ship/export?q=${order.number}`)).text();
    expect([list.includes(asked.id), list.includes(rest.id)]).toEqual([false, true]);
    expect((await decide(id, "approve")).body.after_sale.state).toBe("refunding");
    expect(await lineOf(order, asked)).toMatchObject({ left: 0, asked: false });
    expect(await send(whole(order))).toMatchObject([{ outcome: "sent" }]);
    const { parcels } = (await shopper.get(`/store/mall/orders/${order.id}/parcels`)).body;
    expect(parcels).toMatchObject([{ items: [{ order_line_id: rest.id, quantity: 1 }] }]);
    expect(parcels[0].items).toHaveLength(1);
    expect((await send(whole(order)))[0].outcome).toBe("refused");
    await control(shop, "DELETE", "/settings");
  });

  it("stay in the package they were put into in Medusa's admin, and leave once that was refused", async () => {
    const order = await bought();
    const items = order.items.map(({ id, quantity }: Order) => ({ id, quantity }));
    await merchant.send("POST", `/admin/orders/${order.id}/fulfillments`, { items });
    const id = await askFor(order);
    expect(await send(whole(order))).toMatchObject([HELD]);
    expect((await decide(id, "reject", { reason: "已经打包" })).status).toBe(200);
    expect(await onDesk(order)).toMatchObject({ has_after_sales: false });
    expect(await send(whole(order))).toMatchObject([{ outcome: "sent" }]);
  });

  it("stay when a merchant agrees while another sends", async () => {
    const order = await bought();
    const id = await askFor(order);
    const [agreed, [sent]] = await Promise.all([decide(id, "approve"), send(whole(order))]);
    expect([agreed.status, sent.outcome]).toEqual([200, "refused"]);
    expect(await shipmentsOf(order)).toEqual([]);
  });
});

describe("an order that fails unexpectedly", () => {
  it("keeps no other back, is told of by itself, and leaves under the same number later", async () => {
    const [failing, fine] = [await bought(), await bought()];
    const [bad, good] = [nextNumber(), nextNumber()];
    const orders = [
      { order_id: failing.id, parcels: [{ carrier: "顺丰速运", tracking_number: bad }] },
      { order_id: fine.id, parcels: [{ carrier: "顺丰速运", tracking_number: good }] },
    ];
    const failed = { outcome: "refused", code: "parcel_failed" };
    await shop.pool.query(`create function fail_label() returns trigger language plpgsql as $$
      begin if new."tracking_number" = '${bad}' then raise exception 'the label cannot be written'; end if; return new; end $$`);
    await shop.pool.query(
      `create trigger fail_label before insert on fulfillment_label for each row execute function fail_label()`,
    );
    try {
      expect(await send(...orders)).toMatchObject([failed, { outcome: "sent" }]);
      const lines = [`${failing.number},顺丰,${bad}`, `${fine.number},顺丰,${good}`];
      const imported = await importFile(`订单编号,快递公司,运单号\r\n${lines.join("\r\n")}`);
      expect(imported.body.results).toMatchObject([failed, { outcome: "unchanged" }]);
    } finally {
      await shop.pool.query(`drop function fail_label cascade`);
    }
    expect(await send(...orders)).toMatchObject([{ outcome: "sent" }, { outcome: "unchanged" }]);
    expect(await shipmentsOf(failing)).toHaveLength(1);
  });
});

describe("a file of shipments", () => {
  const HEADING = "订单编号,商品行号,数量,快递公司,运单号\r\n";

  it("is tried, sent, and sent again without change; faults are told by line and keep their order whole", async () => {
    const [whole, parted, faulty] = [await bought(), await bought({}, 2), await bought()];
    const [a, b, c] = [nextNumber(), nextNumber(), nextNumber()];
    const [line, other] = parted.items;
    const text = [
      `\t${whole.number},,,顺丰,${a}`,
      `${parted.number},${line.id},1,中通,${b}`,
      `${parted.number},${other.id},,中通,${b}`,
      `${faulty.number},,,顺丰,${c}`,
      `${faulty.number},,,顺丰,?`,
      `20990101,,,顺丰,${c}`,
      `${whole.number},,,,`,
      `1\u0000,,,顺丰,${c}`,
    ].join("\r\n");
    const trial = await importFile(HEADING + text, true);
    const faults = [
      { line: 6, message: expect.stringContaining("运单号") },
      { line: 9, message: expect.stringContaining("无法识别") },
    ];
    const results = (outcome: string) => [
      { number: whole.number, line: 2, outcome },
      { number: parted.number, line: 3, outcome },
      { number: "20990101", line: 7, outcome: "refused", message: "没有这个订单编号" },
    ];
    expect(trial).toMatchObject({
      status: 200,
      body: { orders: 3, next: null, faults, unfilled: 1, results: results("ready") },
    });
    expect(await shipmentsOf(whole)).toEqual([]);
    expect((await importFile(HEADING + text)).body).toMatchObject({ faults, results: results("sent") });
    await shopper.orderIn(whole.id, "shipped");
    expect(await shipmentsOf(parted)).toMatchObject([{ carrier: "中通快递", tracking_number: b }]);
    expect(await shipmentsOf(faulty)).toEqual([]);
    expect((await importFile(HEADING + text)).body).toMatchObject({ results: results("unchanged") });
    expect(await shipmentsOf(parted)).toHaveLength(1);
  });

  it("may be the list itself, filled in", async () => {
    const order = await bought();
    const file = await (await merchant.fetch(`/admin/mall/to-ship/export?q=${order.number}`)).text();
    const number = nextNumber();
    const filled = file.replaceAll(",,\r\n", `,顺丰速运,${number}\r\n`);
    expect(await importFile(filled)).toMatchObject({
      status: 200,
      body: { faults: [], results: [{ number: order.number, outcome: "sent" }] },
    });
    await shopper.orderIn(order.id, "shipped");
  });

  it("that is none is refused with a code", async () => {
    expect(await importFile("a,b\r\n1,2")).toMatchObject({ status: 422, body: { code: "sheet_unreadable" } });
    expect(await importFile("")).toMatchObject({ status: 422, body: { code: "sheet_unreadable" } });
    expect(await importFile("x".repeat(2 * 1024 * 1024 + 1))).toMatchObject({
      status: 413,
      body: { code: "sheet_too_large" },
    });
  });
});

describe("a parcel's way", () => {
  const follow = () => shop.runJob("follow-mall-parcels");
  const parcelsOf = async ({ id }: Order, who: Shopper = shopper): Promise<Answer> =>
    await who.get(`/store/mall/orders/${id}/parcels`);
  const step = (number: string, state: string, context: string, change: object = {}) =>
    control(shop, "POST", `/parcels/${number}/steps`, { state, context, ...change });
  const push = (form: Record<string, string>) =>
    fetch(`${shop.origin}/hooks/mall/kuaidi100`, { method: "POST", body: new URLSearchParams(form) });

  /** A paid order that left whole; the tracking service follows it. */
  async function sent(): Promise<{ order: Order; number: string }> {
    const order = await bought();
    const number = nextNumber();
    await send({ order_id: order.id, parcels: [{ carrier: "顺丰速运", tracking_number: number }] });
    await follow();
    return { order, number };
  }

  it("is pushed, shown to its shopper and the merchant alone, and the same push again changes nothing", async () => {
    const { order, number } = await sent();
    await step(number, "1", "【杭州市】已揽收", { time: "2026-11-29 09:00:00" });
    const answer = await step(number, "0", "【成都市】到达转运中心", { time: "2026-11-29 21:00:00" });
    expect(answer.answer).toMatchObject({ status: 200, body: expect.stringContaining('"result":true') });
    await control(shop, "POST", `/parcels/${number}/push`);
    const seen = {
      carrier: "顺丰速运",
      carrier_phone: "95338",
      tracking_number: number,
      state: "in_transit",
      items: expect.arrayContaining(order.items.map(({ id }: Order) => ({ order_line_id: id, quantity: 1 }))),
      events: [
        { at: "2026-11-29T13:00:00.000Z", text: "【成都市】到达转运中心", state: "in_transit" },
        { at: "2026-11-29T01:00:00.000Z", text: "【杭州市】已揽收", state: "collected" },
      ],
    };
    expect((await parcelsOf(order)).body.parcels).toMatchObject([seen]);
    const admin = await merchant.send("GET", `/admin/mall/orders/${order.id}/parcels`);
    expect(admin.body.parcels).toMatchObject([seen]);
    const stranger = await Shopper.logIn(shop, "路人");
    expect(await parcelsOf(order, stranger)).toMatchObject({
      status: 404,
      body: { code: "order_not_found" },
    });
  });

  it("is in its shopper's copy of everything, with what the merchant noted", async () => {
    const { order, number } = await sent();
    await step(number, "1", "【杭州市】已揽收", { time: "2026-11-29 09:00:00" });
    await merchant.send("POST", `/admin/mall/orders/${order.id}/mark`, { flag: "blue", remark: "老顾客" });
    const { account } = (await shopper.get("/store/accounts/export")).body;
    const { parcels, order_marks } = account["mall-personal-data"];
    expect(parcels.find(({ tracking_number }: Order) => tracking_number === number)).toMatchObject({
      order_id: order.id,
      state: "collected",
      events: [{ text: "【杭州市】已揽收" }],
    });
    expect(order_marks).toContainEqual({ order_id: order.id, flag: "blue", remark: "老顾客" });
  });

  it("is believed only with the signature of its own subscription", async () => {
    const { order, number } = await sent();
    const lastResult = { com: "shunfeng", nu: number, state: "3", ischeck: "1", data: [] };
    const param = JSON.stringify({ status: "shutdown", lastResult });
    for (const form of [{ param, sign: "0".repeat(32) }, { param }, { sign: "x" }]) {
      expect((await push(form as Record<string, string>)).status).toBe(401);
    }
    expect((await parcelsOf(order)).body.parcels[0]).not.toHaveProperty("state");
  });

  it("that was signed for confirms no receipt, unless the merchant takes it for one", async () => {
    const [first, second] = [await sent(), await sent()];
    await step(first.number, "3", "已签收");
    expect((await parcelsOf(first.order)).body.parcels[0]).toMatchObject({
      state: "signed",
      signed_at: expect.any(String),
    });
    await shopper.orderIn(first.order.id, "shipped");
    const settings = (receipt_on_signed: boolean) =>
      merchant.send("POST", "/admin/mall/logistics", { receipt_on_signed });
    expect((await settings(true)).status).toBe(204);
    expect((await merchant.send("GET", "/admin/mall/logistics")).body).toEqual({
      service: "kuaidi100",
      receipt_on_signed: true,
    });
    await step(second.number, "3", "已签收");
    await shopper.orderIn(second.order.id, "received");
    await settings(false);
    // An older word that comes late takes no signature back.
    await step(second.number, "0", "运输中", { time: "2026-11-01 00:00:00" });
    expect((await parcelsOf(second.order)).body.parcels[0]).toMatchObject({ state: "signed" });
  });

  it("ends in a receipt only when every parcel that left was signed for, followed or not", async () => {
    await merchant.send("POST", "/admin/mall/logistics", { receipt_on_signed: true });
    const order = await bought();
    const [a, b] = [nextNumber(), nextNumber()];
    const part = ({ id }: Order, tracking_number: string) => ({
      order_id: order.id,
      parcels: [{ carrier: "顺丰速运", tracking_number, pieces: [{ line_id: id, quantity: 1 }] }],
    });
    expect(await send(part(order.items[0], a))).toMatchObject([{ outcome: "sent" }]);
    await follow();
    expect(await send(part(order.items[1], b))).toMatchObject([{ outcome: "sent" }]);
    await shopper.orderIn(order.id, "shipped");
    await step(a, "3", "已签收");
    expect((await parcelsOf(order)).body.parcels).toMatchObject([{ state: "signed" }, {}]);
    expect((await shopper.get(`/store/mall/orders/${order.id}`)).body.order.state).toBe("shipped");
    await follow();
    await step(b, "3", "已签收");
    await shopper.orderIn(order.id, "received");
    await merchant.send("POST", "/admin/mall/logistics", { receipt_on_signed: false });
  });

  it("is no other parcel's that had the number before", async () => {
    await merchant.send("POST", "/admin/mall/logistics", { receipt_on_signed: true });
    const { order, number } = await sent();
    await step(number, "3", "他人签收", { time: "2020-01-01 09:00:00" });
    const [parcel] = (await parcelsOf(order)).body.parcels;
    expect(parcel).not.toHaveProperty("signed_at");
    expect(parcel.state).not.toBe("signed");
    expect((await shopper.get(`/store/mall/orders/${order.id}`)).body.order.state).toBe("shipped");
    await step(number, "3", "本人签收");
    await shopper.orderIn(order.id, "received");
    await merchant.send("POST", "/admin/mall/logistics", { receipt_on_signed: false });
  });

  it("is asked for when nothing was pushed for long", async () => {
    const { order, number } = await sent();
    await step(number, "5", "派送中", { push: false });
    await follow();
    expect((await parcelsOf(order)).body.parcels[0].events).toEqual([]);
    await shop.pool.query(`update mall_parcel set act_at = now() where tracking_number = $1`, [number]);
    await follow();
    expect((await parcelsOf(order)).body.parcels[0]).toMatchObject({
      state: "delivering",
      events: [{ text: "派送中", state: "delivering" }],
    });
  });
});
