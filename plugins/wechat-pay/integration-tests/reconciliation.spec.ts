import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { shopEnvironment } from "../../../scripts/local/shop.mjs";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { latestBilledDay, shanghaiDay } from "../src/domain/shanghai-day";
import { openWechatPayClient } from "../src/options";
import { type AskedPayout, approvePayout, askForPayout, type Earner, inWechat, openEarners } from "./earners";
import { followTransfersLater, reconcileLater } from "./later";
import { call, capturesOf, merchantToken, must, type Order, Shopper, stockUp, until } from "./shopper";

const TEST_MS = 120_000;
const today = shanghaiDay(new Date());
const tomorrow = shanghaiDay(new Date(Date.now() + 86_400_000));

interface Day {
  state: string;
  payment_count: number;
  payment_fen: string;
  refund_count: number;
  refund_fen: string;
  difference_count: number;
  runs: number;
  last_error: string | null;
}

interface Difference {
  cause: string;
  action: string;
  out_trade_no: string | null;
  out_refund_no: string | null;
  out_bill_no: string | null;
  bill_fen: string | null;
  shop_fen: string | null;
}

let shop: TestShop;
let shopper: Shopper;
let merchant: string;

beforeAll(async () => {
  shop = await openTestShop({ name: "reconciliation" });
  shopper = await Shopper.comeIn(shop);
  merchant = await merchantToken(shop);
});
afterEach(async () => {
  await control("/settings", "DELETE");
  await control("/faults", "DELETE");
  await control("/bill-edits", "DELETE");
});
afterAll(() => shop?.close());

const control = <Body>(path: string, method = "GET", body?: unknown) =>
  must<Body>(`${shop.wechatOrigin}/__control${path}`, { method, ...(body === undefined ? {} : { body }) });
const authorization = () => ({ authorization: `Bearer ${merchant}` });
const admin = <Body>(path: string, body?: unknown) =>
  must<Body>(`${shop.origin}/admin${path}`, {
    headers: authorization(),
    ...(body === undefined ? {} : { method: "POST", body }),
  });

/** Lets the reconciliation run until a refund is back with its payer. */
async function untilReturned(ulid: string): Promise<void> {
  await until("the refund's end", async () => {
    await reconcileLater(shop);
    return (await refundOf(ulid))?.progress === "succeeded";
  });
}

/** The running shop as the command line sees it. */
function plan(): Parameters<typeof shopEnvironment>[0] {
  const portOf = (origin = "") => Number(new URL(origin).port);
  const [first, second] = shop.webViewOrigins;
  return {
    ...shop,
    shopPort: portOf(shop.origin),
    wechatPort: portOf(shop.wechatOrigin),
    webViewPorts: [portOf(first), portOf(second)],
    logFolder: shop.wechatFolder,
    mediaFolder: shop.wechatFolder,
    secrets: {
      jwt: "j".repeat(64),
      cookie: "c".repeat(64),
      identity: Buffer.alloc(32, 7).toString("base64"),
    },
  };
}

async function reconcile(): Promise<Day> {
  await control("/settings", "POST", { today: tomorrow });
  return (await admin<{ day: Day }>("/wechat-pay/reconciliation", { day: today })).day;
}

const seen = () => admin<{ day: Day; differences: Difference[] }>(`/wechat-pay/reconciliation/${today}`);

async function captured(order: Order): Promise<boolean> {
  return (await capturesOf(shop, order)).count === 1;
}

async function paidOrder(refundable = false) {
  const presented = await shopper.presentOrder();
  await control(`/orders/${presented.number}/pay`, "POST", {});
  await until("the capture", () => captured(presented.order));
  if (refundable) {
    await until("the booking", async () => {
      const { rows } = await shop.pool.query("select 1 from order_transaction where order_id = $1", [
        presented.order.id,
      ]);
      return rows.length > 0;
    });
  }
  return presented;
}

async function refunded(number: string, order: Order, fen: number): Promise<string> {
  const { rows } = await shop.pool.query<{ id: string }>(
    `select p.id from payment p
       join order_payment_collection l on l.payment_collection_id = p.payment_collection_id
      where l.order_id = $1`,
    [order.id],
  );
  await admin(`/payments/${rows[0]?.id}/refund`, { amount: fen / 100 });
  const { refunds } = await control<{ refunds: { out_refund_no: string }[] }>(`/orders/${number}`);
  return refunds[0]?.out_refund_no ?? "";
}

interface Refund {
  id: string;
  refund_id: string;
  progress: string;
  action: string | null;
  refund_attempt: number;
}
const refundOf = async (ulid: string): Promise<Refund | undefined> =>
  (await admin<{ refunds: Refund[] }>("/wechat-pay/refunds?limit=100")).refunds.find(
    ({ refund_id }) => refund_id === `ref_${ulid.split("-")[0]}`,
  );

interface Flow {
  flow_no: string;
  voucher_no: string;
  direction: string;
  amount: number;
}

/** Takes ¥10.00 out, up to where the receiver is asked. */
async function sentPayout(earner: Earner, key: string): Promise<AskedPayout> {
  const asked = await askForPayout(earner, 1_000, key);
  expect(await approvePayout(shop, merchant, asked)).toBe(200);
  return asked;
}

async function ended({ id }: AskedPayout, state: string): Promise<void> {
  await until(`the payout to be ${state}`, async () => {
    await followTransfersLater(shop);
    const { rows } = await shop.pool.query("select state from distribution.payout where id = $1", [id]);
    return rows[0]?.state === state;
  });
}

describe("a whole day of payments, refunds and payouts", () => {
  it(
    "matches bills, Medusa and ledger to the fen; whatever is planted is named with cause and action",
    async () => {
      await stockUp(shop);
      await control("/funds", "POST", { account: "OPERATION", balance: 1_000_000 });
      await control("/settings", "POST", { transfer_settle_ms: 50, refund_settle_ms: 50 });
      const [first, second, third, fourth, fifth] = await openEarners(shop, 5);
      if (!first || !second || !third || !fourth || !fifth) {
        throw new Error("somebody did not come");
      }
      const paid: AskedPayout[] = [];
      for (const [at, earner] of [first, second, third].entries()) {
        const asked = await sentPayout(earner, `whole-day-${at}`);
        await inWechat(shop, asked, "confirm");
        await ended(asked, "confirmed");
        paid.push(asked);
      }
      const expired = await sentPayout(fourth, "whole-day-3");
      await inWechat(shop, expired, "expire");
      await ended(expired, "expired");
      const waiting = await sentPayout(fifth, "whole-day-4");
      const [once, twice, less, gap] = [
        await paidOrder(true),
        await paidOrder(true),
        await paidOrder(),
        await paidOrder(),
      ];
      const refundOnce = await refunded(once.number, once.order, 123);
      const refundTwice = await refunded(twice.number, twice.order, 321);
      await until("the refunds' ends", async () => {
        const both = [await refundOf(refundOnce), await refundOf(refundTwice)];
        return both.every((refund) => refund?.progress === "succeeded");
      });
      const unpaid = await shopper.presentOrder();

      const matched = await reconcile();
      const { orders } = await control<{ orders: { trade_state: string; total: number }[] }>("/orders");
      const arrived = orders.filter(
        ({ trade_state }) => trade_state !== "NOTPAY" && trade_state !== "CLOSED",
      );
      expect(matched).toMatchObject({
        state: "matched",
        difference_count: 0,
        payment_count: arrived.length,
        payment_fen: String(arrived.reduce((sum, { total }) => sum + total, 0)),
      });

      const { flows } = await control<{ flows: Flow[] }>("/funds");
      const flowOf = (number: string, direction: string): string =>
        flows.find((flow) => flow.voucher_no === number && flow.direction === direction)?.flow_no ?? "";
      const plant = (bill: "trade" | "fundflow", lie: Record<string, unknown>) =>
        control("/bill-edits", "POST", { bill, date: today, ...lie });
      const change = { action: "change", column: "业务凭证号" };
      const [left = waiting, sent = waiting, came = waiting] = paid;
      await plant("fundflow", { ...change, number: flowOf(left.number, "支出"), value: "STRANGER1" });
      await plant("fundflow", {
        ...{ action: "change", number: flowOf(sent.number, "支出"), column: "收支金额(元)", value: "9.99" },
      });
      await plant("fundflow", { ...change, number: flowOf(expired.number, "收入"), value: came.number });
      await plant("trade", { action: "duplicate", number: refundTwice });
      await plant("trade", { action: "change", number: refundOnce, column: "申请退款金额", value: "1.00" });
      await plant("trade", { action: "duplicate", number: less.number });
      await plant("trade", { action: "remove", number: gap.number });
      const row = { 微信订单号: "42", 交易状态: "SUCCESS", 订单金额: "5.00" };
      await plant("trade", { action: "add", row: { ...row, 商户订单号: unpaid.number } });
      await plant("trade", { action: "add", row: { ...row, 商户订单号: "stranger-2" } });

      expect(await reconcile()).toMatchObject({ state: "differing" });
      const { differences } = await seen();
      const told = differences.map(({ cause, action, out_trade_no, out_bill_no }) => [
        ...[cause, action, out_bill_no ?? out_trade_no],
      ]);
      expect(told).toEqual(
        expect.arrayContaining([
          ["transfer_not_billed", "ask_wechat", left.number],
          ["transfer_unknown", "find_origin", "STRANGER1"],
          ["transfer_amount_differs", "ask_wechat", sent.number],
          ["transfer_returned_but_paid", "act_on_payout", came.number],
          ["transfer_released_but_kept", "act_on_payout", expired.number],
          ["refund_listed_twice", "ask_wechat", twice.number],
          ["refund_amount_differs", "ask_wechat", once.number],
          ["payment_listed_twice", "ask_wechat", less.number],
          ["payment_not_billed", "ask_wechat", gap.number],
          ["payment_not_captured", "run_again", unpaid.number],
          ["payment_unknown", "find_origin", "stranger-2"],
          ["fund_flow_differs", "ask_wechat", null],
        ]),
      );
      expect(told).toHaveLength(12);
      await control("/bill-edits", "DELETE");
      expect(await reconcile()).toEqual(matched);
    },
    2 * TEST_MS,
  );
});

describe("a day", () => {
  it(
    "matches to the fen when nothing went wrong, and again when it is run again",
    async () => {
      const before = await reconcile();
      const first = await paidOrder(true);
      const second = await paidOrder();
      await refunded(first.number, first.order, 123);
      const day = await reconcile();
      expect(day).toMatchObject({
        state: "matched",
        payment_count: before.payment_count + 2,
        payment_fen: String(Number(before.payment_fen) + first.total + second.total),
        refund_count: before.refund_count + 1,
        refund_fen: String(Number(before.refund_fen) + 123),
        difference_count: 0,
      });
      const { runs } = (await seen()).day;
      expect(await reconcile()).toEqual(day);
      expect((await seen()).day.runs).toBe(runs + 1);
    },
    TEST_MS,
  );

  it(
    "makes a lost notification good before it calls anything a difference",
    async () => {
      const { order, number, total } = await shopper.presentOrder();
      await control("/settings", "POST", { notifications_held: true });
      await control(`/orders/${number}/pay`, "POST", {});
      expect(await captured(order)).toBe(false);
      expect(await reconcile()).toMatchObject({ state: "matched" });
      expect(await capturesOf(shop, order)).toEqual({ count: 1, fen: total });
    },
    TEST_MS,
  );

  it(
    "lists what disagrees with cause and action, until the bill is right again",
    async () => {
      const { number, order, total } = await paidOrder(true);
      const other = await paidOrder();
      const refundNumber = await refunded(number, order, 100);
      await until("the refund's end", async () => (await refundOf(refundNumber))?.progress === "succeeded");
      const edit = (body: Record<string, unknown>) =>
        control("/bill-edits", "POST", { bill: "trade", date: today, ...body });
      await edit({ action: "remove", number: other.number });
      await edit({ action: "remove", number: refundNumber });
      await edit({ action: "change", number, column: "订单金额", value: "0.01" });
      await edit({
        action: "add",
        row: { 商户订单号: "stranger-1", 微信订单号: "42", 交易状态: "SUCCESS", 订单金额: "5.00" },
      });
      expect(await reconcile()).toMatchObject({ state: "differing" });
      const { differences } = await seen();
      const told = Object.fromEntries(
        differences.map(({ cause, action, out_trade_no, bill_fen, shop_fen }) => [
          cause,
          [action, out_trade_no, bill_fen, shop_fen],
        ]),
      );
      expect(told).toMatchObject({
        payment_amount_differs: ["ask_wechat", number, "1", String(total)],
        payment_not_billed: ["ask_wechat", other.number, null, String(other.total)],
        payment_unknown: ["find_origin", "stranger-1", "500", null],
        refund_not_billed: ["ask_wechat", number, null, "100"],
        fund_flow_differs: ["ask_wechat", null, expect.any(String), expect.any(String)],
      });
      await control("/bill-edits", "DELETE");
      expect(await reconcile()).toMatchObject({ state: "matched", difference_count: 0 });
      expect((await seen()).differences).toEqual([]);
    },
    TEST_MS,
  );

  it("whose bill is damaged on the way fails, says so, and succeeds the next time", async () => {
    await control("/faults", "POST", { on: "response", kind: "tampered_body", path: "/billdownload" });
    expect(await reconcile()).toMatchObject({ state: "failed", last_error: expect.any(String) });
    expect(await reconcile()).toMatchObject({ state: "matched", last_error: null });
  });

  it(
    "can be compared from the command line",
    async () => {
      await control("/settings", "POST", { today: tomorrow });
      const built = resolve(__dirname, "../../..", "medusa-server/.medusa/server");
      const script = resolve(__dirname, "..", ".medusa/server/src/scripts/reconcile.js");
      const { stdout } = await promisify(execFile)(
        resolve(__dirname, "../../..", "node_modules/.bin/medusa"),
        ["exec", script, today],
        { cwd: built, env: shopEnvironment(plan()) },
      );
      const line = stdout.split("\n").find((text) => text.startsWith('{"day"')) ?? "{}";
      expect(JSON.parse(line)).toMatchObject({ day: today, state: "matched" });
    },
    TEST_MS,
  );

  it("is compared by the job, once", async () => {
    // The job compares yesterday, of which WeChat has no bills here: nothing happened.
    await control("/settings", "POST", { today: tomorrow });
    await shop.runJob("wechat-pay-reconcile-day");
    const { days } = await admin<{ days: (Day & { day: string })[] }>("/wechat-pay/reconciliation?limit=100");
    const compared = days.find(({ day }) => day === latestBilledDay(new Date()));
    expect(compared).toMatchObject({ state: "matched", payment_count: 0, runs: 1 });
    await shop.runJob("wechat-pay-reconcile-day");
    const again = await admin<{ day: Day }>(`/wechat-pay/reconciliation/${latestBilledDay(new Date())}`);
    expect(again.day.runs).toBe(1);
  });

  it("is the merchant's alone, must exist, and is unknown before it was compared", async () => {
    expect((await call(`${shop.origin}/admin/wechat-pay/reconciliation`)).status).toBe(401);
    const headers = authorization();
    const wrong = await call(`${shop.origin}/admin/wechat-pay/reconciliation`, {
      method: "POST",
      headers,
      body: { day: "2026-02-30" },
    });
    expect(wrong).toMatchObject({ status: 400, body: { code: "reconciliation_day_invalid", field: "day" } });
    const unknown = await call(`${shop.origin}/admin/wechat-pay/reconciliation/2020-01-01`, { headers });
    expect(unknown).toMatchObject({ status: 404, body: { code: "reconciliation_day_unknown" } });
  });

  it(
    "names a transfer to a person that the ledger never promised",
    async () => {
      const credentials = JSON.parse(readFileSync(resolve(shop.wechatFolder, "credentials.json"), "utf8"));
      const addresses = { base_url: shop.wechatOrigin, notify_base_url: shop.origin };
      const client = openWechatPayClient({ ...credentials, ...addresses });
      const { people } = await control<{ people: { openid: string }[] }>("/people");
      const out_bill_no = ulid();
      await client.transfers.create({
        ...{ out_bill_no, app_id: client.app_id, openid: people[0]?.openid ?? "", amount_fen: 100n },
        ...{ remark: "分销佣金", position: "分销商", reward: "推广佣金" },
        notify_url: "https://shop.example/hooks/wechat-pay/transfers",
      });
      expect(await reconcile()).toMatchObject({ state: "differing", difference_count: 1 });
      expect((await seen()).differences).toMatchObject([
        { cause: "transfer_unknown", action: "find_origin", out_bill_no, bill_fen: "100", shop_fen: null },
      ]);
    },
    TEST_MS,
  );
});

describe("a refund that needs a hand", () => {
  it(
    "because it is ABNORMAL says what to do, and is sent on",
    async () => {
      const { number, order } = await paidOrder(true);
      await control("/faults", "POST", { on: "refund", kind: "abnormal", out_trade_no: number });
      const ulid = await refunded(number, order, 100);
      const waiting = await until("the refund that needs a hand", async () => {
        const refund = await refundOf(ulid);
        return refund?.progress === "needs_attention" && refund;
      });
      expect(waiting.action).toBe("send_on");
      const path = `${shop.origin}/admin/wechat-pay/refunds/${waiting.id}/actions`;
      const act = (body: unknown) => call(path, { method: "POST", headers: authorization(), body });
      expect(await act({ action: "reissue" })).toMatchObject({
        status: 409,
        body: { code: "refund_action_not_needed", action: "send_on" },
      });
      expect(await act({ action: "send_on", destination: { type: "USER_BANK_CARD" } })).toMatchObject({
        status: 400,
        body: { code: "refund_action_invalid" },
      });
      const sent = await act({ action: "send_on", destination: { type: "MERCHANT_BANK_CARD" } });
      expect(sent.status).toBe(200);
      await untilReturned(ulid);
    },
    TEST_MS,
  );

  it(
    "because WeChat CLOSED it is asked for again under a new number, by itself",
    async () => {
      const { number, order } = await paidOrder(true);
      await control("/faults", "POST", { on: "refund", kind: "closed", out_trade_no: number });
      const ulid = await refunded(number, order, 100);
      await untilReturned(ulid);
      const { refunds } = await control<{ refunds: unknown[] }>(`/orders/${number}`);
      expect(refunds).toMatchObject([
        { out_refund_no: ulid, status: "CLOSED" },
        { out_refund_no: `${ulid}-2`, status: "SUCCESS" },
      ]);
      expect(await refundOf(ulid)).toMatchObject({ refund_attempt: 2, action: null });
    },
    TEST_MS,
  );
});
