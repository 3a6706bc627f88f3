import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { WechatPayError } from "../src/client/errors";
import type { TransferRequest } from "../src/client/transfer-bills";
import type { OrderTerms, WechatPayClient } from "../src/client/wechat-pay-client";
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

const terms = (): OrderTerms => ({
  out_trade_no: ulid(),
  amount_fen: 1990n,
  description: "藤蔓好物",
  expires_at: new Date(Date.now() + 900_000),
  notify_url: "http://127.0.0.1:9/hooks/wechat-pay/transactions",
});

const failureOf = async (call: Promise<unknown>): Promise<WechatPayError> =>
  (await call.then(
    () => expect.fail("it succeeded"),
    (error: unknown) => error,
  )) as WechatPayError;

describe("orders outside WeChat", () => {
  it("H5: an address to open, and the money is found afterwards", async () => {
    const order = terms();
    const { h5_url } = await client.placeH5Order({ ...order, payer_ip: "203.0.113.7", h5_type: "Wap" });
    const prepay_id = new URL(h5_url).searchParams.get("prepay_id");
    const paid = await fetch(`${wechat.origin}/cgi-bin/mmpayweb-bin/payments`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prepay_id, openid: wechat.payer() }),
    });
    expect(paid.status).toBe(200);
    expect(await client.findTrade(order.out_trade_no)).toMatchObject({ state: "SUCCESS", amount_fen: 1990n });
  });

  it("H5: a local address of the payer is refused", async () => {
    const local = { ...terms(), payer_ip: "127.0.0.1", h5_type: "Wap" as const };
    expect(await failureOf(client.placeH5Order(local))).toMatchObject({ code: "PARAM_ERROR" });
  });

  it("Native: a code to scan, and the money is found afterwards", async () => {
    const order = terms();
    const { code_url } = await client.placeNativeOrder(order);
    await wechat.control("POST", "/scans", { code_url, openid: wechat.payer(1) });
    expect(await client.findTrade(order.out_trade_no)).toMatchObject({ state: "SUCCESS" });
  });

  it("belong to the app they name, as its bridge does", async () => {
    const mini = wechat.miniProgram();
    const order = { ...terms(), app_id: mini.app_id, openid: mini.openid };
    const { prepay_id } = await client.placeJsapiOrder(order);
    expect(client.bridgeFor(prepay_id, mini.app_id).appId).toBe(mini.app_id);
    expect(await client.findTrade(order.out_trade_no)).toMatchObject({ app_id: mini.app_id });
    const elsewhere = { ...terms(), app_id: "wx0000000000000000" };
    expect((await failureOf(client.placeNativeOrder(elsewhere))).failure).toBe("refused");
  });
});

describe("transfers", () => {
  const request = (change: Partial<TransferRequest> = {}): TransferRequest => ({
    out_bill_no: ulid(),
    app_id: client.app_id,
    openid: wechat.payer(),
    amount_fen: 8_800n,
    remark: "分销佣金",
    position: "分销商",
    reward: "推广佣金",
    notify_url: "https://shop.example/hooks/wechat-pay/transfers",
    ...change,
  });
  const stateOf = async (number: string) => (await client.transfers.findByOutBillNo(number))?.state;
  const eventually = async (number: string, state: string) =>
    await expect.poll(() => stateOf(number), { timeout: 10_000 }).toBe(state);

  it("wait for their receiver, arrive, and are found by both numbers", async () => {
    const asked = request({ user_name: wechat.realName() });
    const made = await client.transfers.create(asked);
    expect(made).toMatchObject({ state: "WAIT_USER_CONFIRM", package_info: expect.any(String) });
    await wechat.control("POST", `/transfers/${asked.out_bill_no}/confirm`, {});
    await eventually(asked.out_bill_no, "SUCCESS");
    expect(await client.transfers.findByTransferBillNo(made.transfer_bill_no)).toMatchObject({
      out_bill_no: asked.out_bill_no,
      state: "SUCCESS",
      amount_fen: 8_800n,
      mch_id: client.mch_id,
    });
  });

  it("are one transfer however often one number asks, also behind a time-out", async () => {
    const asked = request();
    await wechat.spoilAnswer({ kind: "timeout_after", path: "/transfer-bills" });
    expect((await failureOf(client.transfers.create(asked))).outcome_unknown).toBe(true);
    const again = await client.transfers.create(asked);
    expect((await client.transfers.create(asked)).transfer_bill_no).toBe(again.transfer_bill_no);
    expect((await failureOf(client.transfers.create({ ...asked, amount_fen: 1n }))).failure).toBe("refused");
  });

  it("are taken back while nobody has confirmed them", async () => {
    const asked = request();
    await client.transfers.create(asked);
    await client.transfers.cancel(asked.out_bill_no);
    await eventually(asked.out_bill_no, "CANCELLED");
  });

  it("end when their day is over", async () => {
    const asked = request();
    await client.transfers.create(asked);
    await wechat.control("POST", `/transfers/${asked.out_bill_no}/expire`, {});
    expect(await client.transfers.findByOutBillNo(asked.out_bill_no)).toMatchObject({
      fail_reason: expect.any(String),
    });
  });

  it("go to nobody of another name, and the name is in no error", async () => {
    const error = await failureOf(client.transfers.create(request({ user_name: "陌生人" })));
    expect(error.failure).toBe("refused");
    expect(JSON.stringify([error, error.message])).not.toContain("陌生人");
  });

  it("that WeChat does not know are undefined", async () => {
    expect(await client.transfers.findByOutBillNo(ulid())).toBeUndefined();
  });
});

describe("an abnormal refund", () => {
  it("is sent on to a card of the payer's or to the merchant", async () => {
    await wechat.control("POST", "/settings", { refund_settle_ms: 0 });
    await wechat.control("POST", "/faults", { on: "refund", kind: "abnormal", times: 2 });
    const order = { ...terms(), openid: wechat.payer() };
    await client.placeJsapiOrder(order);
    await wechat.pay(order.out_trade_no);
    const card = {
      type: "USER_BANK_CARD",
      bank_type: "ICBC_DEBIT",
      bank_account: "6222020000000000000",
      real_name: "林晓雨",
    } as const;
    for (const destination of [card, { type: "MERCHANT_BANK_CARD" } as const]) {
      const { out_trade_no, notify_url } = order;
      const asked = { out_trade_no, out_refund_no: ulid(), amount_fen: 100n, total_fen: 1990n, notify_url };
      const { refund_id = "" } = await client.refund(asked);
      const state = async () => (await client.findRefund(asked.out_refund_no))?.state;
      await expect.poll(state, { timeout: 10_000 }).toBe("ABNORMAL");
      await client.applyAbnormalRefund({ refund_id, out_refund_no: asked.out_refund_no }, destination);
      await expect.poll(state, { timeout: 10_000 }).toBe("SUCCESS");
    }
  });
});

describe("WeChat's keys", () => {
  it("may be several while it changes from one to the other", async () => {
    const { public_key_id = "", public_key = "" } = wechat.options();
    const both = openWechatPayClient(
      wechat.options({
        public_keys: [{ id: "PUB_KEY_ID_NEXT", pem: strangersKeys().publicKey }],
      }),
    );
    expect(await both.findTrade(ulid())).toBeUndefined();
    await both.placeNativeOrder(terms());
    const moved = openWechatPayClient(
      wechat.options({
        public_key_id: "PUB_KEY_ID_NEXT",
        public_key: strangersKeys().publicKey,
        public_keys: [{ id: public_key_id, pem: public_key }],
      }),
    );
    await moved.placeNativeOrder(terms());
  });

  it("may be platform certificates, also after a rotation, and encrypt names", async () => {
    await wechat.control("POST", "/settings", { signing: "certificate" });
    const { public_key_id: _id, public_key: _key, ...rest } = wechat.options();
    // The clock must run: a certificate that is made a moment later would not be valid yet at a moment that stands.
    let ahead_ms = 0;
    const clock = () => new Date(Date.now() + ahead_ms);
    const certified = openWechatPayClient({ ...rest, platform_certificates: true }, clock);
    await certified.placeNativeOrder(terms());
    const { announced } = await wechat.control<{ announced: string }>("POST", "/certificates");
    await wechat.control("POST", `/certificates/${announced}/sign`);
    // At once after the last download an unknown serial leads to no call: it could be anybody's.
    expect((await failureOf(certified.placeNativeOrder(terms()))).failure).toBe("unauthentic");
    ahead_ms = 61_000;
    await certified.placeNativeOrder(terms());
    await certified.transfers.create({
      out_bill_no: ulid(),
      app_id: certified.app_id,
      openid: wechat.payer(),
      amount_fen: 100n,
      remark: "分销佣金",
      position: "分销商",
      reward: "推广佣金",
      user_name: wechat.realName(),
      notify_url: "https://shop.example/hooks/wechat-pay/transfers",
    });
  });
});
