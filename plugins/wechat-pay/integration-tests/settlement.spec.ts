import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { reconcileLater } from "./later";
import { type Figures, figuresOf } from "./medusa-figures";
import { figureDisagreements } from "./order-figures";
import { call, capturesOf, merchantToken, must, type Order, Shopper, until } from "./shopper";

interface WechatOrder {
  order: { trade_state: string; total: number };
  refunds: { out_refund_no: string; refund: number; status: string }[];
  notifications: { id: string }[];
}

let shop: TestShop;
let shopper: Shopper;
let merchant: string;

beforeAll(async () => {
  shop = await openTestShop({ name: "settlement" });
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

const admin = <Body>(path: string, body?: unknown) =>
  must<Body>(`${shop.origin}/admin${path}`, {
    headers: { authorization: `Bearer ${merchant}` },
    ...(body === undefined ? {} : { method: "POST", body }),
  });

const atWechat = (number: string) => control<WechatOrder>(`/orders/${number}`);

async function pay(number: string): Promise<void> {
  await control(`/orders/${number}/pay`, "POST", {});
}

async function paidOrder() {
  const presented = await shopper.presentOrder();
  await pay(presented.number);
  const paymentId = await until("the capture", async () => {
    const booked = await bookedCaptures(presented.order);
    return booked === 1 && (await paymentOf(presented.order));
  });
  return { ...presented, paymentId };
}

async function paymentOf(order: Order): Promise<string> {
  const { rows } = await shop.pool.query<{ id: string }>(
    `select p.id from payment p
       join order_payment_collection l on l.payment_collection_id = p.payment_collection_id
      where l.order_id = $1`,
    [order.id],
  );
  return rows[0]?.id ?? "";
}

const figures = (order: Order): Promise<Figures> => figuresOf(shop, merchant, order);

/** Waits until Medusa's own figures say so, without letting any job run. */
async function told(order: Order, expected: Figures): Promise<void> {
  await until(JSON.stringify(expected), async () => {
    return JSON.stringify(await figures(order)) === JSON.stringify(expected);
  });
}

async function refundRows(paymentId: string) {
  const { rows } = await shop.pool.query<{ id: string; refund_state: string }>(
    `select id, refund_state from wechat_refund where payment_id = $1`,
    [paymentId],
  );
  return rows;
}

async function bookedCaptures(order: Order): Promise<number> {
  const { rows } = await shop.pool.query<{ count: string }>(
    `select count(*) from order_transaction where order_id = $1 and reference = 'capture' and deleted_at is null`,
    [order.id],
  );
  return Number(rows[0]?.count);
}

/** Looks again after every run of the reconciliation, as if the waits before it had passed. */
async function afterReconciling<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  return await until(what, async () => {
    await reconcileLater(shop);
    return await look();
  });
}

describe("money that reaches a cancelled order", () => {
  it("goes back by itself, is never captured, and is listed for the merchant", async () => {
    const { order, number, total } = await shopper.presentOrder();
    await control("/settings", "POST", { notifications_held: true });
    await pay(number);
    await admin(`/orders/${order.id}/cancel`, {});
    await control("/settings", "POST", { notifications_held: false });
    const stray = await afterReconciling("the stray payment's refund", async () => {
      const listed = await admin<{ stray_payments: { out_trade_no: string; amount_fen: string }[] }>(
        "/wechat-pay/stray-payments?progress=succeeded",
      );
      return listed.stray_payments.find(({ out_trade_no }) => out_trade_no === number);
    });
    expect(stray.amount_fen).toBe(String(total));
    expect((await atWechat(number)).refunds).toMatchObject([
      { out_refund_no: `stray-${number}-1`, refund: total, status: "SUCCESS" },
    ]);
    expect((await capturesOf(shop, order)).count).toBe(0);
  });

  it("is refunded under a new number when, and only when, WeChat closed the first refund", async () => {
    const { order, number, total } = await shopper.presentOrder();
    await control("/settings", "POST", { notifications_held: true });
    await pay(number);
    await admin(`/orders/${order.id}/cancel`, {});
    await control("/faults", "POST", { on: "refund", kind: "closed", out_trade_no: number });
    await control("/settings", "POST", { notifications_held: false });
    await afterReconciling("the second refund", async () =>
      (await atWechat(number)).refunds.some(({ status }) => status === "SUCCESS"),
    );
    expect((await atWechat(number)).refunds).toMatchObject([
      { out_refund_no: `stray-${number}-1`, refund: total, status: "CLOSED" },
      { out_refund_no: `stray-${number}-2`, refund: total, status: "SUCCESS" },
    ]);
  });
});

it("regression: money captured while the merchant cancelled goes back, though nobody noticed then", async () => {
  const { order, number, total } = await paidOrder();
  // What Medusa's cancellation leaves that had looked for money before it was captured.
  await shop.pool.query(`update "order" set status = 'canceled', canceled_at = now() where id = $1`, [
    order.id,
  ]);
  await afterReconciling("the refund", async () =>
    (await atWechat(number)).refunds.some(({ status }) => status === "SUCCESS"),
  );
  await reconcileLater(shop);
  expect((await atWechat(number)).refunds).toMatchObject([{ refund: total, status: "SUCCESS" }]);
  await afterReconciling("the figures", async () => {
    return (await figureDisagreements(shop, { orders: [order.id] })).length === 0;
  });
  expect(await figures(order)).toMatchObject({ refunded: total, pending: 0, arrived: total });
});

describe("what a lost notification or a crash left", () => {
  it("WeChat is asked about a presented order whose notification never came", async () => {
    const { order, number, total } = await shopper.presentOrder();
    await control("/settings", "POST", { notifications_held: true });
    await pay(number);
    await afterReconciling("the capture", async () => (await bookedCaptures(order)) === 1);
    expect(await capturesOf(shop, order)).toEqual({ count: 1, fen: total });
  });

  it("a stored notification is processed by the next process when its own died", async () => {
    const { order, number, total } = await shopper.presentOrder();
    await control("/faults", "POST", { on: "response", kind: "server_error", method: "GET", times: 3 });
    await pay(number);
    await until("the notification stored", async () => {
      const { notifications } = await admin<{ notifications: { out_trade_no: string }[] }>(
        "/wechat-pay/notifications",
      );
      return notifications.some(({ out_trade_no }) => out_trade_no === number);
    });
    await shop.killServer();
    await shop.startServer();
    await afterReconciling("the capture", async () => (await bookedCaptures(order)) === 1);
    expect(await capturesOf(shop, order)).toEqual({ count: 1, fen: total });
  });

  it("a capture that Medusa booked by half is booked whole, and no second one is made", async () => {
    const { order, paymentId, total } = await paidOrder();
    await shop.pool.query(
      `update payment set captured_at = null, created_at = created_at - interval '1 minute' where id = $1`,
      [paymentId],
    );
    await shop.pool.query(`delete from order_transaction where order_id = $1`, [order.id]);
    await afterReconciling("the booking", async () => (await bookedCaptures(order)) === 1);
    expect(await capturesOf(shop, order)).toEqual({ count: 1, fen: total });
    const { rows } = await shop.pool.query(`select captured_at from payment where id = $1`, [paymentId]);
    expect(rows[0].captured_at).not.toBeNull();
  });

  it("an order the merchant cancelled is closed at WeChat too", async () => {
    const { order, number } = await shopper.presentOrder();
    await admin(`/orders/${order.id}/cancel`, {});
    await afterReconciling("closed", async () => (await atWechat(number)).order.trade_state === "CLOSED");
  });
});

describe("refunds", () => {
  it("of the merchant reach WeChat under Medusa's refund id", async () => {
    const { number, paymentId } = await paidOrder();
    await admin(`/payments/${paymentId}/refund`, { amount: 1.23 });
    const { rows } = await shop.pool.query<{ id: string }>(`select id from refund where payment_id = $1`, [
      paymentId,
    ]);
    const expected = { out_refund_no: rows[0]?.id.replace("ref_", ""), refund: 123 };
    expect((await atWechat(number)).refunds).toMatchObject([expected]);
  });

  it("that a crash kept from WeChat are asked for later, once", async () => {
    const { order, number, paymentId } = await paidOrder();
    const ulid = `${number.slice(0, -4)}CRSH`;
    await shop.pool.query(
      `insert into refund (id, amount, raw_amount, payment_id, created_at, updated_at)
       values ($1, 2, '{"value":"2","precision":20}', $2, now() - interval '2 minutes', now())`,
      [`ref_${ulid}`, paymentId],
    );
    await afterReconciling("the refund at WeChat", async () =>
      (await atWechat(number)).refunds.some(({ status }) => status === "SUCCESS"),
    );
    expect((await atWechat(number)).refunds).toMatchObject([{ out_refund_no: ulid, refund: 200 }]);
    await reconcileLater(shop);
    expect(await figures(order)).toEqual({ ...PARTLY, refunded: 200, arrived: 200 });
  });
});

const KEPT = { payment_status: "captured", refunded: 0, pending: 0, arrived: 0 };
const PARTLY = { payment_status: "partially_refunded", refunded: 123, pending: 0, arrived: 123 };
/** Gone from the shop, not yet with the payer. */
const ON_ITS_WAY = { ...KEPT, refunded: 123 };
/** Come back to the shop, or stuck at WeChat. */
const OWED = { ...KEPT, pending: -123 };

describe("Medusa's own figures of a refund", () => {
  const refund = (paymentId: string, amount = 1.23) =>
    call<{ code?: string; message?: string }>(`${shop.origin}/admin/payments/${paymentId}/refund`, {
      method: "POST",
      headers: { authorization: `Bearer ${merchant}` },
      body: { amount },
    });

  it("say that it left the shop while it is on its way, and refunded when it has arrived", async () => {
    const { order, number, paymentId } = await paidOrder();
    await control("/settings", "POST", { refund_settle_ms: 3_600_000 });
    await refund(paymentId);
    await told(order, ON_ITS_WAY);
    await reconcileLater(shop);
    expect(await figures(order)).toEqual(ON_ITS_WAY);
    expect(await refundRows(paymentId)).toMatchObject([{ refund_state: "PROCESSING" }]);
    await control("/settings", "DELETE");
    await refund(paymentId, 2);
    await told(order, { ...PARTLY, refunded: 323, arrived: 200 });
    // Nobody is told of the first one's end: it is asked about until it has one.
    await control("/faults", "POST", { on: "notification", kind: "drop", out_trade_no: number, times: 50 });
    const { refunds } = await atWechat(number);
    const first = refunds.find(({ refund }) => refund === 123);
    await control(`/refunds/${first?.out_refund_no}/settle`, "POST", { status: "SUCCESS" });
    await afterReconciling("the first refund", async () => (await figures(order)).arrived === 323);
    expect(await figures(order)).toEqual({ ...PARTLY, refunded: 323, arrived: 323 });
  });

  it("take it back when it is ABNORMAL, let nothing else be refunded meanwhile, and book it once when it arrives", async () => {
    const { order, number, paymentId } = await paidOrder();
    await control("/faults", "POST", { on: "refund", kind: "abnormal", out_trade_no: number });
    await control("/faults", "POST", {
      on: "notification",
      kind: "duplicate",
      out_trade_no: number,
      times: 3,
    });
    await refund(paymentId);
    await told(order, OWED);
    const again = await refund(paymentId, 2);
    expect(again).toMatchObject({ status: 400, body: { code: "refund_owed" } });
    expect(again.body.message).toContain("没有退成");
    expect(await figures(order)).toEqual(OWED);
    const [row] = await refundRows(paymentId);
    const sendOn = { action: "send_on", destination: { type: "MERCHANT_BANK_CARD" } };
    await admin(`/wechat-pay/refunds/${row?.id}/actions`, sendOn);
    await Promise.all([reconcileLater(shop), reconcileLater(shop), told(order, PARTLY)]);
    expect((await refund(paymentId, 2)).status).toBe(200);
    await told(order, { ...PARTLY, refunded: 323, arrived: 323 });
    const { rows } = await shop.pool.query(
      `select amount::float, deleted_at from order_transaction where order_id = $1 and reference = 'refund' order by 1`,
      [order.id],
    );
    expect(rows).toEqual([
      { amount: -2, deleted_at: null },
      { amount: -1.23, deleted_at: null },
    ]);
  });

  it("take it back when WeChat CLOSED it, and book it again when it was asked for anew", async () => {
    const { order, number, paymentId } = await paidOrder();
    await control("/faults", "POST", { on: "refund", kind: "closed", out_trade_no: number });
    await refund(paymentId);
    await told(order, OWED);
    await afterReconciling("the refund asked for anew", async () => (await figures(order)).arrived > 0);
    expect(await figures(order)).toEqual(PARTLY);
  });

  it("follow it when the request and the job come upon it in one moment", async () => {
    const { order, paymentId } = await paidOrder();
    const held = await shop.pool.connect();
    await held.query("begin");
    await held.query("lock table wechat_refund in exclusive mode");
    await control("/settings", "POST", { notifications_held: true });
    const asked = refund(paymentId);
    await until("Medusa's own row", async () => {
      const { rowCount } = await shop.pool.query(
        `update refund set created_at = now() - interval '2 minutes' where payment_id = $1`,
        [paymentId],
      );
      return rowCount === 1;
    });
    const job = shop.runJob("wechat-pay-reconcile-payments");
    await until("both to write it down", async () => {
      const { rows } = await shop.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          and query like 'insert into "wechat_refund"%'`,
      );
      return rows.length === 2;
    });
    await held.query("rollback");
    held.release();
    await job;
    expect((await asked).status).toBe(200);
    await afterReconciling("the refund", async () => (await figures(order)).arrived === 123);
    expect(await figures(order)).toEqual(PARTLY);
    expect(await refundRows(paymentId)).toHaveLength(1);
  });

  it("follow it after a kill -9 between WeChat's word and Medusa's books, too", async () => {
    const { order, number, paymentId } = await paidOrder();
    await control("/faults", "POST", { on: "refund", kind: "abnormal", out_trade_no: number });
    await control("/settings", "POST", { refund_settle_ms: 1_500 });
    await refund(paymentId);
    await told(order, ON_ITS_WAY);
    const books = await shop.pool.connect();
    await books.query("begin");
    await books.query("select from order_transaction where order_id = $1 for update", [order.id]);
    await until("WeChat's word", async () => (await refundRows(paymentId))[0]?.refund_state === "ABNORMAL");
    expect(await figures(order)).toEqual(ON_ITS_WAY);
    await shop.killServer();
    await books.query("rollback");
    books.release();
    await shop.startServer();
    expect(await figures(order)).toEqual(ON_ITS_WAY);
    await reconcileLater(shop);
    expect(await figures(order)).toEqual(OWED);
  });
});

describe("the merchant's lists", () => {
  it("refuse an unknown filter, naming the field", async () => {
    const answer = await call<{ code: string; field: string }>(
      `${shop.origin}/admin/wechat-pay/notifications?state=all`,
      { headers: { authorization: `Bearer ${merchant}` } },
    );
    expect(answer).toMatchObject({ status: 400, body: { code: "query_invalid", field: "state" } });
  });

  it("are the merchant's alone", async () => {
    for (const list of ["notifications", "stray-payments", "refunds", "refusals"]) {
      expect((await call(`${shop.origin}/admin/wechat-pay/${list}`)).status).toBe(401);
    }
  });
});
