import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { dataFolder } from "../../../scripts/local/places.mjs";
import { openTestShop, type TestShop } from "../../../scripts/local/test-shop.mjs";
import { call, capturesOf, merchantToken, must, type Order, Shopper, until } from "./shopper";

const TEST_MS = 120_000;
const METRICS_TOKEN = "a-token-for-the-metrics-of-tests-";
const SERVER_LOG = resolve(dataFolder, "test/logs/merchant-view/server.log");

let shop: TestShop;
let shopper: Shopper;
let merchant: string;

beforeAll(async () => {
  shop = await openTestShop({
    name: "merchant-view",
    extraEnvironment: { WECHAT_PAY_METRICS_TOKEN: METRICS_TOKEN },
  });
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
const authorization = () => ({ authorization: `Bearer ${merchant}` });
const admin = <Body>(path: string, body?: unknown) =>
  must<Body>(`${shop.origin}/admin${path}`, {
    headers: authorization(),
    ...(body === undefined ? {} : { method: "POST", body }),
  });

interface Entry {
  kind: string;
  at: string;
  outcome?: string;
  state?: string;
  request_id?: string;
  amount_fen?: string;
}
interface Payment {
  out_trade_no: string;
  transaction_id: string | null;
  state: string;
  channel: string;
  amount_fen: string;
  order: { id: string; display_id: number } | null;
}
interface History {
  payment: Payment;
  refunds: { refund_id: string; wechat_refund_id: string | null }[];
  timeline: Entry[];
}

const found = async (q: string) =>
  (await admin<{ payments: Payment[] }>(`/wechat-pay/payments?q=${encodeURIComponent(q)}`)).payments;
const history = (number: string) => admin<History>(`/wechat-pay/payments/${number}`);

async function paidOrder() {
  const presented = await shopper.presentOrder();
  await control(`/orders/${presented.number}/pay`, "POST", {});
  await until("the capture and its booking", async () => {
    const { rows } = await shop.pool.query("select 1 from order_transaction where order_id = $1", [
      presented.order.id,
    ]);
    return rows.length > 0 && (await capturesOf(shop, presented.order)).count === 1;
  });
  return presented;
}

async function refund(order: Order, fen: number): Promise<string> {
  const { rows } = await shop.pool.query<{ id: string }>(
    `select p.id from payment p join order_payment_collection l using (payment_collection_id) where l.order_id = $1`,
    [order.id],
  );
  await admin(`/payments/${rows[0]?.id}/refund`, { amount: fen / 100 });
  const { rows: refunds } = await shop.pool.query<{ id: string }>(
    "select id from refund where payment_id = $1",
    [rows[0]?.id],
  );
  return refunds[0]?.id ?? "";
}

describe("a payment's history", () => {
  it(
    "tells who did what when, with WeChat's numbers and request ids, and is found by every number",
    async () => {
      const { order, number, total } = await paidOrder();
      const refundId = await refund(order, 100);
      await until("the refund's end", async () => {
        const { refunds } = await history(number);
        return refunds.some(({ wechat_refund_id }) => wechat_refund_id !== null);
      });
      const { payment, timeline, refunds } = await history(number);
      expect(payment).toMatchObject({
        out_trade_no: number,
        channel: "jsapi",
        amount_fen: String(total),
        transaction_id: expect.stringMatching(/^\d{28}$/),
        order: { id: order.id, display_id: expect.any(Number) },
      });
      const kinds = timeline.map(({ kind }) => kind);
      for (const kind of ["presented", "notified", "queried", "captured", "refund_requested", "refunded"]) {
        expect(kinds, kind).toContain(kind);
      }
      expect(kinds.indexOf("presented")).toBe(0);
      const moments = timeline.map(({ at }) => Date.parse(at));
      expect(moments).toEqual([...moments].sort((one, other) => one - other));
      const calls = timeline.filter(({ kind }) =>
        ["presented", "queried", "refund_requested"].includes(kind),
      );
      for (const entry of calls) expect(entry.request_id, entry.kind).toEqual(expect.any(String));
      expect(timeline.find(({ kind }) => kind === "captured")?.amount_fen).toBe(String(total));

      const display = String(payment.order?.display_id);
      const numbers = [
        number,
        `payses_${number}`,
        display,
        `#${display}`,
        order.id,
        payment.transaction_id ?? "",
      ];
      for (const q of [...numbers, refundId, refunds[0]?.wechat_refund_id ?? ""]) {
        expect(
          (await found(q)).map(({ out_trade_no }) => out_trade_no),
          q,
        ).toEqual([number]);
      }
      expect(await found("99999999")).toEqual([]);
      expect(await found("林小满")).toEqual([]);
    },
    TEST_MS,
  );

  it("tells of a closed number, and its events cannot be rewritten", async () => {
    const { order, number } = await shopper.presentOrder();
    await shopper.cancel(order);
    await until("the closing", async () => (await history(number)).payment.state === "CLOSED");
    expect((await history(number)).timeline.map(({ kind }) => kind)).toContain("closed");
    for (const change of [
      "update wechat_payment_event set outcome = 'x'",
      "delete from wechat_payment_event",
    ]) {
      await expect(shop.pool.query(change)).rejects.toThrow("append-only");
    }
  });

  it("is listed in pages that neither miss nor repeat, by state, and for the merchant alone", async () => {
    const first = await shopper.presentOrder();
    const second = await shopper.presentOrder();
    const numbers: string[] = [];
    for (let cursor = ""; ; ) {
      const page = await admin<{ payments: Payment[]; next_cursor?: string }>(
        `/wechat-pay/payments?state=NOTPAY&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      numbers.push(...page.payments.map(({ out_trade_no }) => out_trade_no));
      if (!page.next_cursor) break;
      cursor = page.next_cursor;
    }
    expect(numbers.slice(0, 2)).toEqual([second.number, first.number]);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const [query, field] of [
      ["cursor=x", "cursor"],
      ["limit=0", "limit"],
      ["state=PAID", "state"],
    ]) {
      const url = `${shop.origin}/admin/wechat-pay/payments?${query}`;
      expect(await call(url, { headers: authorization() })).toMatchObject({
        status: 400,
        body: { code: "query_invalid", field },
      });
    }
    expect((await call(`${shop.origin}/admin/wechat-pay/payments`)).status).toBe(401);
    const unknown = await call(`${shop.origin}/admin/wechat-pay/payments/nothing`, {
      headers: authorization(),
    });
    expect(unknown).toMatchObject({ status: 404, body: { code: "payment_unknown" } });
  });
});

describe("the configuration check", () => {
  interface Check {
    payable: string;
    findings: { id: string; state: string }[];
  }
  const statesOf = ({ findings }: Check) =>
    Object.fromEntries(findings.map(({ id, state }) => [id.split(":")[0], state]));

  it("asks WeChat and the shop's own notify address, and says that WeChat cannot reach this machine", async () => {
    const check = await admin<Check>("/wechat-pay/configuration-check", {});
    expect(check.payable).toBe("no");
    expect(statesOf(check)).toMatchObject({
      merchant_key: "ok",
      wechat_signature: "ok",
      api_v3_key: "ok",
      app_binding: "ok",
      callback: "ok",
      transfers: "ok",
      notify_address: "failed",
      payment_directory: "unknown",
    });
  });

  it("is the merchant's alone", async () => {
    expect((await call(`${shop.origin}/admin/wechat-pay/configuration-check`)).status).toBe(401);
  });
});

describe("what the server tells those who run it", () => {
  const forged = () =>
    fetch(`${shop.origin}/hooks/wechat-pay/transactions`, {
      method: "POST",
      body: `{"openid":"${OPENID_IN_BODY}"}`,
    });
  const OPENID_IN_BODY = "oForged-openid-0123456789";

  it("metrics: closed without the token; with it, calls, notifications and refunds are counted", async () => {
    await forged();
    const url = `${shop.origin}/metrics/wechat-pay`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    const answer = await fetch(url, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } });
    const text = await answer.text();
    const value = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
    expect(
      value(
        /wechat_pay_calls_total\{operation="POST \/v3\/pay\/transactions\/jsapi",outcome="accepted"\} (\d+)/,
      ),
    ).toBeGreaterThan(0);
    expect(
      value(
        /wechat_pay_call_duration_seconds_count\{operation="POST \/v3\/pay\/transactions\/jsapi"\} (\d+)/,
      ),
    ).toBeGreaterThan(0);
    expect(
      value(/wechat_pay_notifications_total\{subject="transaction",outcome="received"\} (\d+)/),
    ).toBeGreaterThan(0);
    expect(
      value(
        /wechat_pay_notifications_total\{subject="transaction",outcome="refused",reason="headers_missing"\} (\d+)/,
      ),
    ).toBeGreaterThan(0);
    expect(text).toMatch(/wechat_pay_refunds\{state="\w+"\} \d/);
  });

  it("log: request ids in lines of JSON; no key, no openid, no name and no phone after a payment, a refund and a forgery", async () => {
    await forged();
    const log = readFileSync(SERVER_LOG, "utf8");
    expect(log).toMatch(/wechat_pay\.call.*POST \/v3\/pay\/transactions\/jsapi.*accepted.*request_id/);
    expect(log).toMatch(/wechat_pay\.call.*POST \/v3\/refund\/domestic\/refunds.*request_id/);
    expect(log).toMatch(/wechat_pay\.notification_refused.*headers_missing/);
    const { people } = await control<{ people: { openid: string; real_name: string }[] }>("/people");
    const credentials = JSON.parse(readFileSync(resolve(shop.wechatFolder, "credentials.json"), "utf8"));
    const privateLine = String(credentials.merchant_private_key).split("\n")[2] ?? "";
    const secrets = [
      ...people.flatMap(({ openid, real_name }) => [openid, real_name]),
      ...[credentials.api_v3_key, credentials.app_secret, privateLine, METRICS_TOKEN, OPENID_IN_BODY],
      ...["林小满", "13900139000", "WECHATPAY2-SHA256", "prepay_id="],
    ];
    expect(privateLine.length).toBeGreaterThan(30);
    for (const secret of secrets) expect(log.includes(secret), secret).toBe(false);
  });
});
