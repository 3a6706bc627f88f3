import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalWeChat, Merchant, openLocalWeChat } from "./local-wechat.js";

let wechat: LocalWeChat;
let merchant: Merchant;
let openid: string;
let otherOpenid: string;
let count = 0;
const number = () => {
  count += 1;
  return `order-${String(count).padStart(6, "0")}`;
};
const pay = (out_trade_no: string, body: Record<string, unknown> = {}) =>
  wechat.control("POST", `/orders/${out_trade_no}/pay`, body);

beforeAll(async () => {
  wechat = await openLocalWeChat();
  merchant = new Merchant(wechat);
  const { people } = await wechat.control<{ people: { openid: string }[] }>("GET", "/people");
  openid = people[0]?.openid ?? "";
  otherOpenid = people[1]?.openid ?? "";
  await wechat.control("POST", "/settings", {
    refund_settle_ms: 0,
    refund_failure_rate: 1000,
    notifications_held: true,
  });
});
afterAll(() => wechat.dispose());

describe("a request's signature", () => {
  it.each([
    ["no header", { authorization: "" }],
    ["another scheme", { authorization: 'WECHATPAY2-SM2-WITH-SM3 mchid="1"' }],
    ["another merchant", { mchid: "1900000001" }],
    ["another serial", { serial_no: "00" }],
    ["a timestamp of 301 seconds ago", { timestamp: String(Math.floor(Date.now() / 1000) - 301) }],
    ["a timestamp in milliseconds", { timestamp: String(Date.now()) }],
    ["another body signed", { signedBody: "{}" }],
  ])("is refused with %s", async (_name, slip) => {
    const out_trade_no = number();
    const answer = await merchant.call(
      "POST",
      "/v3/pay/transactions/jsapi",
      merchant.order(out_trade_no, openid),
      slip,
    );
    expect([answer.status, answer.json.code]).toEqual([401, "SIGN_ERROR"]);
    expect((await merchant.query(out_trade_no)).json.code).toBe("ORDER_NOT_EXIST");
  });

  it("is accepted once: the same nonce again is a replay", async () => {
    const path = `/v3/pay/transactions/out-trade-no/none00?mchid=${wechat.credentials.mch_id}`;
    const slip = { nonce: "n".repeat(32), timestamp: String(Math.floor(Date.now() / 1000)) };
    expect((await merchant.call("GET", path, undefined, slip)).status).toBe(404);
    expect((await merchant.call("GET", path, undefined, slip)).status).toBe(401);
  });
});

describe("an order", () => {
  it("is placed with a signed answer and queried", async () => {
    const out_trade_no = number();
    const answer = await merchant.place(out_trade_no, openid);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ prepay_id: expect.stringMatching(/^wx\w+$/) });
    expect(merchant.trusts(answer.headers, answer.text)).toBe(true);
    const query = await merchant.query(out_trade_no);
    expect(query.json).toMatchObject({ trade_state: "NOTPAY", amount: { total: 1990 }, payer: { openid } });
    expect(merchant.trusts(query.headers, query.text)).toBe(true);
  });

  it.each([
    ["/description", { description: "" }],
    ["/description", { description: "长".repeat(128) }],
    ["/out_trade_no", { out_trade_no: "short" }],
    ["/out_trade_no", { out_trade_no: "with space 01" }],
    ["/out_trade_no", { out_trade_no: "x".repeat(33) }],
    ["/notify_url", { notify_url: "http://shop.test/?a=1" }],
    ["/notify_url", { notify_url: "hooks" }],
    ["/amount/total", { amount: { total: 0, currency: "CNY" } }],
    ["/amount/total", { amount: { total: 1.5, currency: "CNY" } }],
    ["/amount/total", { amount: { total: "1990", currency: "CNY" } }],
    ["/amount/currency", { amount: { total: 1, currency: "USD" } }],
    ["/payer/openid", { payer: { openid: "o-nobody" } }],
    ["/payer", { payer: undefined }],
    ["/attach", { attach: "x".repeat(129) }],
    ["/time_expire", { time_expire: "tomorrow" }],
    ["/time_expire", { time_expire: new Date(Date.now() + 30_000).toISOString() }],
    ["/time_expire", { time_expire: new Date(Date.now() + 91 * 86_400_000).toISOString() }],
  ])("is refused for %s: %j", async (field, changes) => {
    const answer = await merchant.place(number(), openid, changes);
    expect([answer.status, answer.json.code]).toEqual([400, "PARAM_ERROR"]);
    expect(answer.json.detail?.field).toBe(field);
    expect(answer.headers.get("wechatpay-signature")).toBeNull();
  });

  it("is refused for what is not JSON", async () => {
    const answer = await merchant.call("POST", "/v3/pay/transactions/jsapi", "{");
    expect(answer.json.code).toBe("PARAM_ERROR");
  });

  it("is refused for another account or merchant number", async () => {
    expect((await merchant.place(number(), openid, { appid: "wx0" })).json.code).toBe(
      "APPID_MCHID_NOT_MATCH",
    );
    expect((await merchant.place(number(), openid, { mchid: "1" })).json.code).toBe("MCH_NOT_EXISTS");
  });

  it("answers the same parameters again with a fresh prepay_id, and changed ones with a refusal", async () => {
    const out_trade_no = number();
    const first = await merchant.place(out_trade_no, openid);
    const again = await merchant.place(out_trade_no, openid);
    expect(again.status).toBe(200);
    expect(again.json).not.toEqual(first.json);
    const changed = await merchant.place(out_trade_no, openid, { amount: { total: 1, currency: "CNY" } });
    expect([changed.status, changed.json.code]).toEqual([400, "INVALID_REQUEST"]);
    await pay(out_trade_no);
    expect((await merchant.place(out_trade_no, openid)).json.code).toBe("ORDER_PAID");
    const other = await merchant.place(out_trade_no, openid, { description: "别的" });
    expect(other.json.code).toBe("OUT_TRADE_NO_USED");
  });

  it("closes once and again with 204, and then can be neither paid nor placed", async () => {
    const out_trade_no = number();
    await merchant.place(out_trade_no, openid);
    for (const _ of [1, 2]) {
      const closed = await merchant.close(out_trade_no);
      expect([closed.status, closed.text]).toEqual([204, ""]);
      expect(merchant.trusts(closed.headers, "")).toBe(true);
    }
    expect((await merchant.query(out_trade_no)).json).toMatchObject({ trade_state: "CLOSED" });
    await expect(pay(out_trade_no)).rejects.toThrow("ORDER_CLOSED");
    expect((await merchant.place(out_trade_no, openid)).json.code).toBe("ORDER_CLOSED");
  });

  it("is not closed when paid: ORDER_PAID", async () => {
    const out_trade_no = number();
    await merchant.place(out_trade_no, openid);
    await pay(out_trade_no);
    const closed = await merchant.close(out_trade_no);
    expect([closed.status, closed.json.code]).toEqual([400, "ORDER_PAID"]);
  });

  it("is paid by its payer only, once, and then found by its transaction number", async () => {
    const out_trade_no = number();
    await merchant.place(out_trade_no, openid);
    await expect(pay(out_trade_no, { openid: otherOpenid })).rejects.toThrow("OTHER_PAYER");
    await pay(out_trade_no, { openid });
    await expect(pay(out_trade_no)).rejects.toThrow("ALREADY_PAID");
    const { transaction_id } = (await merchant.query(out_trade_no)).json as unknown as {
      transaction_id: string;
    };
    const found = await merchant.call(
      "GET",
      `/v3/pay/transactions/id/${transaction_id}?mchid=${wechat.credentials.mch_id}`,
    );
    expect(found.json).toMatchObject({ out_trade_no, trade_state: "SUCCESS", trade_type: "JSAPI" });
  });

  it("cannot be paid after its time_expire, which does not close it", async () => {
    await wechat.control("POST", "/settings", { minimum_expiry_ms: 0 });
    const out_trade_no = number();
    const time_expire = new Date(Date.now() + 200).toISOString();
    expect((await merchant.place(out_trade_no, openid, { time_expire })).status).toBe(200);
    await new Promise((done) => setTimeout(done, 250));
    await expect(pay(out_trade_no)).rejects.toThrow("ORDER_EXPIRED");
    expect((await merchant.query(out_trade_no)).json).toMatchObject({ trade_state: "NOTPAY" });
    expect((await merchant.close(out_trade_no)).status).toBe(204);
    await wechat.control("POST", "/settings", { minimum_expiry_ms: 60_000 });
  });

  it("is paid or closed when both are tried at once, never both and never neither", async () => {
    for (let round = 0; round < 20; round += 1) {
      const out_trade_no = number();
      await merchant.place(out_trade_no, openid);
      const paying = () =>
        pay(out_trade_no).then(
          () => true,
          () => false,
        );
      const closing = () => merchant.close(out_trade_no).then((answer) => answer.status === 204);
      const [a, b] = await Promise.all(round % 2 ? [paying(), closing()] : [closing(), paying()]);
      expect([a, b].filter(Boolean)).toHaveLength(1);
      const paid = round % 2 ? a : b;
      expect((await merchant.query(out_trade_no)).json).toMatchObject({
        trade_state: paid ? "SUCCESS" : "CLOSED",
      });
    }
  });
});

describe("a refund", () => {
  const paidOrder = async () => {
    const out_trade_no = number();
    await merchant.place(out_trade_no, openid);
    await pay(out_trade_no);
    return out_trade_no;
  };
  const amount = (refund: number, total = 1990) => ({ refund, total, currency: "CNY" });

  it("goes through PROCESSING to SUCCESS, in parts up to the total and not a fen more", async () => {
    const out_trade_no = await paidOrder();
    const first = await merchant.refund({
      out_trade_no,
      out_refund_no: `${out_trade_no}-1`,
      amount: amount(990),
    });
    expect([first.status, first.json.status]).toEqual([200, "PROCESSING"]);
    const second = await merchant.refund({
      out_trade_no,
      out_refund_no: `${out_trade_no}-2`,
      amount: amount(1000),
    });
    expect(second.status).toBe(200);
    const third = await merchant.refund({
      out_trade_no,
      out_refund_no: `${out_trade_no}-3`,
      amount: amount(1),
    });
    expect(third.json.code).toBe("INVALID_REQUEST");
    await new Promise((done) => setTimeout(done, 50));
    const query = await merchant.call("GET", `/v3/refund/domestic/refunds/${out_trade_no}-1`);
    expect(query.json).toMatchObject({ status: "SUCCESS", amount: { refund: 990, total: 1990 } });
    expect((await merchant.query(out_trade_no)).json).toMatchObject({ trade_state: "REFUND" });
  });

  it("is one however often it is asked for with the same number, and refused when the number means another", async () => {
    const out_trade_no = await paidOrder();
    const body = { out_trade_no, out_refund_no: `${out_trade_no}-r`, amount: amount(500) };
    const first = await merchant.refund(body);
    const again = await merchant.refund(body);
    expect(again.json.refund_id).toBe(first.json.refund_id);
    expect((await merchant.refund({ ...body, amount: amount(501) })).json.code).toBe("INVALID_REQUEST");
    const { refunds } = await wechat.control<{ refunds: { out_trade_no: string }[] }>("GET", "/refunds");
    expect(refunds.filter((refund) => refund.out_trade_no === out_trade_no)).toHaveLength(1);
  });

  it("is refused for an unpaid or unknown order, another total, and both or neither number", async () => {
    const out_trade_no = await paidOrder();
    const unpaid = number();
    await merchant.place(unpaid, openid);
    const ask = async (body: Record<string, unknown>) =>
      (await merchant.refund({ out_refund_no: `refund-${number()}`, amount: amount(1), ...body })).json.code;
    expect(await ask({ out_trade_no: unpaid })).toBe("INVALID_REQUEST");
    expect(await ask({ out_trade_no: "nothing-here" })).toBe("ORDER_NOT_EXIST");
    expect(await ask({ out_trade_no, amount: amount(1, 1989) })).toBe("INVALID_REQUEST");
    expect(await ask({})).toBe("PARAM_ERROR");
    expect(await ask({ out_trade_no, transaction_id: "42" })).toBe("PARAM_ERROR");
    expect(await ask({ out_trade_no, amount: amount(0) })).toBe("PARAM_ERROR");
  });

  it("can end CLOSED, which gives the money back to refund under a new number", async () => {
    const out_trade_no = await paidOrder();
    await wechat.control("POST", "/faults", { on: "refund", kind: "closed", out_trade_no });
    await merchant.refund({ out_trade_no, out_refund_no: `${out_trade_no}-a`, amount: amount(1990) });
    await new Promise((done) => setTimeout(done, 50));
    const query = await merchant.call("GET", `/v3/refund/domestic/refunds/${out_trade_no}-a`);
    expect(query.json.status).toBe("CLOSED");
    const next = await merchant.refund({
      out_trade_no,
      out_refund_no: `${out_trade_no}-b`,
      amount: amount(1990),
    });
    expect(next.status).toBe(200);
  });
});

describe("a faulty answer", () => {
  it.each(["forged_signature", "stale_timestamp", "unknown_serial"])(
    "%s is not to be trusted",
    async (kind) => {
      await wechat.control("POST", "/faults", { on: "response", kind });
      const answer = await merchant.place(number(), openid);
      expect(answer.status).toBe(200);
      expect(merchant.trusts(answer.headers, answer.text)).toBe(false);
      expect((await merchant.query("none-here")).status).toBe(404);
    },
  );

  it("server_error comes the given number of times, and nothing was accepted", async () => {
    await wechat.control("POST", "/faults", { on: "response", kind: "server_error", times: 2 });
    const out_trade_no = number();
    const order = () => merchant.place(out_trade_no, openid);
    expect((await order()).json.code).toBe("SYSTEM_ERROR");
    expect((await order()).status).toBe(500);
    expect((await order()).status).toBe(200);
  });

  it("timeout_after keeps the order and never answers", async () => {
    const out_trade_no = number();
    await wechat.control("POST", "/faults", {
      on: "response",
      kind: "timeout_after",
      path: "/jsapi",
      delay_ms: 30,
    });
    await expect(merchant.place(out_trade_no, openid)).rejects.toThrow();
    expect((await merchant.query(out_trade_no)).json).toMatchObject({ trade_state: "NOTPAY" });
  });

  it("drop_before accepts nothing", async () => {
    const out_trade_no = number();
    await wechat.control("POST", "/faults", { on: "response", kind: "drop_before", out_trade_no });
    await expect(merchant.place(out_trade_no, openid)).rejects.toThrow();
    expect((await merchant.query(out_trade_no)).json.code).toBe("ORDER_NOT_EXIST");
  });
});
