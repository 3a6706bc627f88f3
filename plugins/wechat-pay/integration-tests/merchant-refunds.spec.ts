import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { reconcileLater } from "./later";
import { type Figures, figuresOf } from "./medusa-figures";
import { figureDisagreements } from "./order-figures";
import {
  call,
  capturesOf,
  merchantToken,
  must,
  type Order,
  type PlacedOrder,
  Shopper,
  until,
} from "./shopper";

let shop: TestShop;
let shopper: Shopper;
let merchant: string;

beforeAll(async () => {
  shop = await openTestShop({ name: "merchant-refunds" });
  shopper = await Shopper.comeIn(shop);
  merchant = await merchantToken(shop);
});
afterEach(async () => {
  await control("/settings", "DELETE");
  await control("/faults", "DELETE");
});
afterAll(() => shop?.close());

const control = <Body>(path: string, method = "GET", body?: unknown) =>
  must<Body>(`${shop.wechatOrigin}/__control${path}`, { method, ...(body === undefined ? {} : { body }) });

interface Refusal {
  readonly code?: string;
  readonly message?: string;
}

const ask = (path: string, body: unknown, method = "POST") =>
  call<Refusal>(`${shop.origin}/admin${path}`, {
    method,
    headers: { authorization: `Bearer ${merchant}` },
    ...(method === "DELETE" ? {} : { body }),
  });

interface PaidOrder extends PlacedOrder {
  readonly paymentId: string;
}

async function paidOrder(): Promise<PaidOrder> {
  const presented = await shopper.presentOrder();
  await control(`/orders/${presented.number}/pay`, "POST", {});
  const paymentId = await until("the capture and its booking", async () => {
    const { rows } = await shop.pool.query<{ id: string }>(
      `select p.id from payment p join order_payment_collection l using (payment_collection_id)
         join order_transaction t on t.order_id = l.order_id and t.reference = 'capture'
        where l.order_id = $1 and p.captured_at is not null`,
      [presented.order.id],
    );
    return rows[0]?.id;
  });
  return { ...presented, paymentId };
}

const refund = ({ paymentId }: PaidOrder, more: object = {}) => ask(`/payments/${paymentId}/refund`, more);
const cancel = ({ order }: PaidOrder) => ask(`/orders/${order.id}/cancel`, {});
const figures = (order: Order): Promise<Figures> => figuresOf(shop, merchant, order);
const refundsAt = async (number: string) => {
  const { refunds } = await control<{ refunds: { refund: number; status: string }[] }>(`/orders/${number}`);
  return refunds.filter(({ status }) => status !== "CLOSED").map(({ refund }) => refund);
};

/** The order's figures once every job has looked at them. */
async function atRest({ order }: PaidOrder): Promise<Figures> {
  await until("nothing due", async () => {
    await reconcileLater(shop);
    const { rows } = await shop.pool.query<{ count: string }>(
      `select (select count(*) from wechat_booking_check) + (select count(*) from wechat_refund
         where progress in ('to_submit', 'processing')) as count`,
    );
    return rows[0]?.count === "0";
  });
  expect(await figureDisagreements(shop, { orders: [order.id], unchanged: true })).toEqual([]);
  return await figures(order);
}

const refunded = (fen: number, payment_status = "partially_refunded"): Figures => ({
  payment_status,
  refunded: fen,
  pending: 0,
  arrived: fen,
});

describe("cancelling a paid order", () => {
  it("gives its money back once and books it once", async () => {
    const paid = await paidOrder();
    expect((await cancel(paid)).status).toBe(200);
    expect(await figures(paid.order)).toMatchObject({ refunded: paid.total, pending: 0 });
    expect(await atRest(paid)).toMatchObject({ refunded: paid.total, pending: 0, arrived: paid.total });
    expect(await refundsAt(paid.number)).toEqual([paid.total]);
    // Whoever cancels what is cancelled has what they wanted; no money moves again.
    expect((await cancel(paid)).status).toBe(200);
    expect(await refundsAt(paid.number)).toEqual([paid.total]);
  });

  it("gives back what a refund had left, also by a double click", async () => {
    const paid = await paidOrder();
    await refund(paid, { amount: 1.5 });
    const answers = await Promise.all([cancel(paid), cancel(paid)]);
    expect(answers.map(({ status }) => status)).toContain(200);
    expect(await atRest(paid)).toMatchObject({ refunded: paid.total, pending: 0 });
    expect(await refundsAt(paid.number)).toEqual([150, paid.total - 150]);
  });

  it("and packing it at the same moment never both go through", async () => {
    for (let round = 0; round < 3; round += 1) {
      const paid = await paidOrder();
      const { rows } = await shop.pool.query<{ id: string; quantity: string }>(
        "select item_id as id, quantity from order_item where order_id = $1",
        [paid.order.id],
      );
      const items = rows.map(({ id, quantity }) => ({ id, quantity: Number(quantity) }));
      const pack = () => ask(`/orders/${paid.order.id}/fulfillments`, { items });
      const answers = await Promise.all(round % 2 ? [pack(), cancel(paid)] : [cancel(paid), pack()]);
      expect(answers.map(({ status }) => status).filter((status) => status < 300)).toEqual([200]);
    }
  });

  it("does not cancel it when WeChat refuses the refund", async () => {
    const paid = await paidOrder();
    await control("/faults", "POST", {
      on: "response",
      kind: "refusal",
      method: "POST",
      path: "/v3/refund/domestic/refunds",
      status: 403,
      code: "NOT_ENOUGH",
    });
    expect(await cancel(paid)).toMatchObject({ status: 400, body: { code: "refund_refused" } });
    expect(await atRest(paid)).toEqual({ payment_status: "captured", refunded: 0, pending: 0, arrived: 0 });
    expect((await cancel(paid)).status).toBe(200);
    expect(await refundsAt(paid.number)).toEqual([paid.total]);
  });

  it("made by Medusa's own workflow before is booked under the refund, not a second time", async () => {
    const paid = await paidOrder();
    await refund(paid);
    await atRest(paid);
    // What Medusa's cancellation writes: the payment's id in the refund's place.
    await shop.pool.query(
      `update order_transaction set reference_id = $2 where order_id = $1 and reference = 'refund'`,
      [paid.order.id, paid.paymentId],
    );
    await shop.pool.query(
      `insert into wechat_booking_check (id, payment_session_id, check_at) values ('wxbc_' || $1, $1, now())
        on conflict do nothing`,
      [paid.session],
    );
    expect(await atRest(paid)).toMatchObject({ refunded: paid.total, pending: 0 });
  });
});

describe("refunds at the same time", () => {
  it("by a double click move money once, and the second is told so", async () => {
    const paid = await paidOrder();
    const answers = await Promise.all([refund(paid, { amount: 5 }), refund(paid, { amount: 5 })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe("refund_repeated");
    expect(await atRest(paid)).toEqual(refunded(500));
    expect(await refundsAt(paid.number)).toEqual([500]);
  });

  it("that are meant apart, by amount or note, all move, and the order's figures agree", async () => {
    const paid = await paidOrder();
    const wanted = [{ amount: 1 }, { amount: 2 }, { amount: 2, note: "另一件" }, { amount: 3 }];
    const answers = await Promise.all(wanted.map((one) => refund(paid, one)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await atRest(paid)).toEqual(refunded(800));
    expect((await refundsAt(paid.number)).sort()).toEqual([100, 200, 200, 300]);
  });

  it("of one order and its cancellation never give back more than was paid", async () => {
    const paid = await paidOrder();
    const answers = await Promise.all([
      refund(paid, { amount: 2 }),
      cancel(paid),
      refund(paid, { amount: 3 }),
    ]);
    expect(answers[1]?.status).toBe(200);
    const sent = await refundsAt(paid.number);
    expect(sent.reduce((sum, fen) => sum + fen, 0)).toBe(paid.total);
    const answered = answers.filter(({ status }) => status === 200).length;
    expect(sent).toHaveLength(answered);
    expect(await atRest(paid)).toMatchObject({ refunded: paid.total, pending: 0 });
  });
});

describe("while an order has an open change", () => {
  it("refunds and cancellations are refused before WeChat is asked, and go through after it", async () => {
    const paid = await paidOrder();
    expect((await ask("/order-edits", { order_id: paid.order.id })).status).toBe(200);
    for (const answer of [await refund(paid, { amount: 1 }), await cancel(paid)]) {
      expect(answer).toMatchObject({ status: 409, body: { code: "order_change_open" } });
      expect(answer.body.message).toContain("编辑");
    }
    expect(await refundsAt(paid.number)).toEqual([]);
    expect(await atRest(paid)).toMatchObject({ payment_status: "captured", refunded: 0, pending: 0 });
    await ask(`/order-edits/${paid.order.id}`, undefined, "DELETE");
    expect((await refund(paid, { amount: 1 })).status).toBe(200);
    expect((await cancel(paid)).status).toBe(200);
    expect(await atRest(paid)).toMatchObject({ refunded: paid.total, pending: 0 });
  });

  it("that begins at the same moment, a refund either goes through whole or moves nothing", async () => {
    const paid = await paidOrder();
    const begin = () => ask("/order-edits", { order_id: paid.order.id });
    const [one, , other] = await Promise.all([
      refund(paid, { amount: 1 }),
      begin(),
      refund(paid, { amount: 2 }),
    ]);
    const expected = [one?.status === 200 ? [100] : [], other?.status === 200 ? [200] : []].flat();
    expect([one?.status, other?.status].every((status) => status === 200 || status === 409)).toBe(true);
    expect((await refundsAt(paid.number)).sort()).toEqual(expected);
    await ask(`/order-edits/${paid.order.id}`, undefined, "DELETE");
    await atRest(paid);
  });

  it("which is a credit line that a killed server left, refunds go through once it is old", async () => {
    const paid = await paidOrder();
    await shop.pool.query(
      `insert into order_change (id, order_id, version, change_type, status, created_at)
       values ('ordch_left' || $2, $1, 2, 'credit_line', 'pending', now() - interval '2 minutes')`,
      [paid.order.id, paid.number],
    );
    expect((await refund(paid, { amount: 1 })).status).toBe(200);
    expect(await atRest(paid)).toEqual(refunded(100));
  });
});

describe("what is no refund", () => {
  it.each([
    ["nothing", { amount: 0 }],
    ["less than nothing", { amount: -1 }],
    ["a fraction of a fen", { amount: 0.015 }],
    ["more than was paid", { amount: 1_000_000 }],
    ["a sum that is none", { amount: "1" }],
    ["for a reason that was deleted", { amount: 1, refund_reason_id: "refr_deleted" }],
  ])("%s is refused and moves nothing", async (_, wanted) => {
    const paid = await paidOrder();
    const { status, body } = await refund(paid, wanted);
    expect([400, 404]).toContain(status);
    expect(body.message).toEqual(expect.any(String));
    expect(await refundsAt(paid.number)).toEqual([]);
    expect(await atRest(paid)).toMatchObject({ payment_status: "captured", refunded: 0, pending: 0 });
  });

  it("a payment nobody knows is not found", async () => {
    expect((await ask("/payments/pay_unknown/refund", { amount: 1 })).status).toBe(404);
  });

  it("capturing again books nothing, and never a part", async () => {
    const paid = await paidOrder();
    expect((await ask(`/payments/${paid.paymentId}/capture`, {})).status).toBe(200);
    expect(await ask(`/payments/${paid.paymentId}/capture`, { amount: 1 })).toMatchObject({
      status: 409,
      body: { code: "capture_whole_only" },
    });
    expect(await capturesOf(shop, paid.order)).toEqual({ count: 1, fen: paid.total });
    await atRest(paid);
  });
});

describe("an order marked as paid by hand", () => {
  const collectionOf = async (order: Order) => {
    const { rows } = await shop.pool.query<{ id: string }>(
      "select payment_collection_id as id from order_payment_collection where order_id = $1",
      [order.id],
    );
    return rows[0]?.id ?? "";
  };
  const markAsPaid = async ({ order }: PlacedOrder) =>
    ask(`/payment-collections/${await collectionOf(order)}/mark-as-paid`, { order_id: order.id });

  it("is captured instead when its money is at WeChat", async () => {
    const presented = await shopper.presentOrder();
    await control("/settings", "POST", { notifications_held: true });
    await control(`/orders/${presented.number}/pay`, "POST", {});
    expect(await markAsPaid(presented)).toMatchObject({ status: 409, body: { code: "payment_received" } });
    expect(await capturesOf(shop, presented.order)).toEqual({ count: 1, fen: presented.total });
    await atRest({ ...presented, paymentId: "" });
  });

  it("stays as it is while its shopper can still pay at WeChat", async () => {
    const presented = await shopper.presentOrder();
    expect((await markAsPaid(presented)).status).toBe(400);
    const { order } = await control<{ order: { trade_state: string } }>(`/orders/${presented.number}`);
    expect(order.trade_state).toBe("NOTPAY");
    expect((await capturesOf(shop, presented.order)).count).toBe(0);
  });
});

describe("a server that is killed", () => {
  it("between WeChat's word and Medusa's books leaves what the job makes whole", async () => {
    const paid = await paidOrder();
    await refund(paid, { amount: 1.5 });
    // As a kill leaves it: the money has gone, and neither transaction nor credit line was written.
    await shop.pool.query(`delete from order_transaction where order_id = $1 and reference = 'refund'`, [
      paid.order.id,
    ]);
    await shop.pool.query(`update wechat_refund set credited_at = null where payment_id = $1`, [
      paid.paymentId,
    ]);
    expect(await atRest(paid)).toEqual(refunded(150));
  });

  it("between the capture and its booking leaves what the job books", async () => {
    const paid = await paidOrder();
    await shop.pool.query(`delete from order_transaction where order_id = $1`, [paid.order.id]);
    expect(await atRest(paid)).toMatchObject({ payment_status: "captured", refunded: 0, pending: 0 });
  });

  it("while it refunds and cancels leaves both sides agreeing", async () => {
    const orders: PaidOrder[] = [];
    for (let count = 0; count < 4; count += 1) {
      orders.push(await paidOrder());
    }
    const lost = () => undefined;
    const clicks = orders.flatMap((paid, at) => [
      refund(paid, { amount: 1 + at }).catch(lost),
      cancel(paid).catch(lost),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await shop.killServer();
    await Promise.all(clicks);
    await shop.startServer();
    for (const paid of orders) {
      await atRest(paid);
    }
    // A server starts and four orders come to rest: on a busy machine that takes longer than a test usually may.
  }, 240_000);
});
