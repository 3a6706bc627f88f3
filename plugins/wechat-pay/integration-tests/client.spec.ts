import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { WechatPayError } from "../src/client/errors";
import type { JsapiOrder, WechatPayClient } from "../src/client/wechat-pay-client";
import { openWechatPayClient } from "../src/options";
import { LocalWechat, strangersKeys } from "./local-wechat";

let wechat: LocalWechat;
let client: WechatPayClient;

beforeAll(async () => {
  wechat = await LocalWechat.start();
  client = openWechatPayClient(wechat.options());
});
afterEach(() => wechat.withoutFaults());
afterAll(() => wechat?.stop());

function anOrder(change: Partial<JsapiOrder> = {}): JsapiOrder {
  return {
    out_trade_no: ulid(),
    amount_fen: 1990n,
    description: "藤蔓好物 · 云南古树红茶",
    openid: wechat.payer(),
    expires_at: new Date(Date.now() + 900_000),
    notify_url: "http://127.0.0.1:9/hooks/wechat-pay/transactions",
    ...change,
  };
}

const failureOf = async (call: Promise<unknown>): Promise<WechatPayError> => {
  const outcome = await call.then(
    () => undefined,
    (error: WechatPayError) => error,
  );
  expect(outcome?.name).toBe("WechatPayError");
  return outcome as WechatPayError;
};

describe("orders", () => {
  it("are made, paid and found", async () => {
    const order = anOrder();
    const { prepay_id } = await client.placeJsapiOrder(order);
    expect(await client.findTrade(order.out_trade_no)).toMatchObject({ state: "NOTPAY" });
    expect(client.bridgeFor(prepay_id).package).toBe(`prepay_id=${prepay_id}`);
    await wechat.pay(order.out_trade_no);
    expect(await client.findTrade(order.out_trade_no)).toMatchObject({
      state: "SUCCESS",
      amount_fen: 1990n,
      currency: "CNY",
      app_id: client.app_id,
      mch_id: client.mch_id,
      transaction_id: expect.any(String),
    });
  });

  it("answer a fresh prepay id to identical parameters and refuse changed ones", async () => {
    const order = anOrder();
    await client.placeJsapiOrder(order);
    expect((await client.placeJsapiOrder(order)).prepay_id).toMatch(/\w+/);
    const refusal = await failureOf(client.placeJsapiOrder({ ...order, amount_fen: 1n }));
    expect(refusal.failure).toBe("refused");
    expect(refusal.outcome_unknown).toBe(false);
  });

  it("can be made in the last second before the shop's deadline", async () => {
    const order = anOrder({ expires_at: new Date(Date.now() + 1_000) });
    expect((await client.placeJsapiOrder(order)).prepay_id).toMatch(/\w+/);
  });

  it("are closed, also twice, and a paid one is refused", async () => {
    const unpaid = anOrder();
    await client.placeJsapiOrder(unpaid);
    await client.closeTrade(unpaid.out_trade_no);
    await client.closeTrade(unpaid.out_trade_no);
    expect(await client.findTrade(unpaid.out_trade_no)).toMatchObject({ state: "CLOSED" });
    const paid = anOrder();
    await client.placeJsapiOrder(paid);
    await wechat.pay(paid.out_trade_no);
    expect((await failureOf(client.closeTrade(paid.out_trade_no))).failure).toBe("refused");
  });

  it("that WeChat does not know are undefined", async () => {
    expect(await client.findTrade(ulid())).toBeUndefined();
  });
});

describe("refunds", () => {
  async function aPaidOrder(): Promise<JsapiOrder> {
    const order = anOrder();
    await client.placeJsapiOrder(order);
    await wechat.pay(order.out_trade_no);
    return order;
  }

  it("are accepted once under one number and found", async () => {
    const { out_trade_no, notify_url } = await aPaidOrder();
    const request = { out_trade_no, out_refund_no: ulid(), amount_fen: 990n, total_fen: 1990n, notify_url };
    expect(await client.findRefund(request.out_refund_no)).toBeUndefined();
    const first = await client.refund(request);
    const second = await client.refund(request);
    expect(second.refund_id).toBe(first.refund_id);
    expect(await client.findRefund(request.out_refund_no)).toMatchObject({ amount_fen: 990n, out_trade_no });
  });

  it("of more than was paid are refused", async () => {
    const { out_trade_no, notify_url } = await aPaidOrder();
    const request = { out_trade_no, out_refund_no: ulid(), amount_fen: 1991n, total_fen: 1990n, notify_url };
    expect((await failureOf(client.refund(request))).failure).toBe("refused");
  });
});

describe("answers", () => {
  it.each([
    ["forged_signature", "unauthentic"],
    ["stale_timestamp", "unauthentic"],
    ["unknown_serial", "unauthentic"],
    ["drop_before", "unreachable"],
    ["server_error", "refused"],
  ])("with %s are %s, and the outcome is unknown", async (kind, failure) => {
    await wechat.spoilAnswer({ kind, path: "/jsapi" });
    const error = await failureOf(client.placeJsapiOrder(anOrder()));
    expect(error).toMatchObject({ failure, outcome_unknown: true });
  });

  it("that are refusals keep status and code, and neither keys nor numbers", async () => {
    await wechat.spoilAnswer({ kind: "refusal", path: "/jsapi", status: 403, code: "NO_AUTH" });
    const order = anOrder();
    const error = await failureOf(client.placeJsapiOrder(order));
    expect(error).toMatchObject({ status: 403, code: "NO_AUTH", outcome_unknown: false });
    const told = JSON.stringify([error, error.message, error.stack]);
    for (const secret of ["Authorization", "WECHATPAY2", order.openid, order.out_trade_no]) {
      expect(told).not.toContain(secret);
    }
  });

  it("are not believed when another key signed them", async () => {
    const distrustful = openWechatPayClient(wechat.options({ public_key: strangersKeys().publicKey }));
    expect((await failureOf(distrustful.placeJsapiOrder(anOrder()))).failure).toBe("unauthentic");
  });

  it("refuse a merchant whose key WeChat does not know", async () => {
    const stranger = openWechatPayClient(
      wechat.options({ merchant_private_key: strangersKeys().privateKey }),
    );
    expect(await failureOf(stranger.placeJsapiOrder(anOrder()))).toMatchObject({
      status: 401,
      code: "SIGN_ERROR",
    });
  });

  it("that never come end in a time-out, and the order exists all the same", async () => {
    await wechat.spoilAnswer({ kind: "timeout_after", path: "/jsapi", delay_ms: 60_000 });
    const order = anOrder();
    expect((await failureOf(client.placeJsapiOrder(order))).failure).toBe("unreachable");
    expect(await client.findTrade(order.out_trade_no)).toMatchObject({ state: "NOTPAY" });
  });
});
