import { ulid } from "ulid";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readSessionData, type SessionData } from "../src/domain/session-data";
import { WechatPayProviderService } from "../src/providers/wechat-pay/service";
import { LocalWechat } from "./local-wechat";

let wechat: LocalWechat;
let provider: WechatPayProviderService;

beforeAll(async () => {
  wechat = await LocalWechat.start();
  provider = new WechatPayProviderService({}, wechat.options());
});
afterEach(() => wechat.withoutFaults());
afterAll(() => wechat?.stop());

const money = { amount: 19.9, currency_code: "cny" };

async function initiated(): Promise<SessionData> {
  const data = { session_id: `payses_${ulid()}`, trade_state: "SUCCESS", openid: "smuggled" };
  const session = await provider.initiatePayment({ ...money, data });
  return dataOf(session.data);
}

function dataOf(given: unknown): SessionData {
  const data = readSessionData(given);
  if (!data) {
    throw new Error("The provider answered data it would not accept itself.");
  }
  return data;
}

const command = async (data: SessionData, what: Record<string, unknown>) => {
  const output = await provider.updatePayment({ ...money, data: { ...data, command: what } });
  return { status: output.status, data: dataOf(output.data), raw: output.data };
};

const presentCommand = () => ({
  kind: "present",
  channel: "jsapi",
  openid: wechat.payer(),
  description: "藤蔓好物",
  expires_at: new Date(Date.now() + 900_000).toISOString(),
});

async function presented(): Promise<SessionData> {
  return (await command(await initiated(), presentCommand())).data;
}

async function captured(): Promise<SessionData> {
  const data = await presented();
  await wechat.pay(data.out_trade_no);
  const authorized = await provider.authorizePayment({ data: { ...data } });
  const { data: payment } = await provider.capturePayment({ data: { ...authorized.data } });
  return dataOf(payment);
}

const ordersAtWechat = async () =>
  (await wechat.control<{ orders: { out_trade_no: string }[] }>("GET", "/orders")).orders.length;

describe("a session", () => {
  it("says nothing to WeChat before it is presented", async () => {
    const before = await ordersAtWechat();
    const data = await initiated();
    expect(data.trade_state).toBeUndefined();
    expect(data.session_id).toBe(`payses_${data.out_trade_no}`);
    expect(await provider.authorizePayment({ data: { ...data } })).toMatchObject({
      status: "pending_authorization",
    });
    expect(await ordersAtWechat()).toBe(before);
  });

  it("refuses other currencies and fractions of a fen", async () => {
    const data = { session_id: `payses_${ulid()}` };
    await expect(provider.initiatePayment({ amount: 1, currency_code: "usd", data })).rejects.toMatchObject({
      code: "currency_not_supported",
    });
    await expect(
      provider.initiatePayment({ amount: 0.005, currency_code: "cny", data }),
    ).rejects.toMatchObject({
      code: "amount_not_whole_fen",
    });
  });

  it("takes a new amount; once presented, by closing the order and taking the next number", async () => {
    const data = await initiated();
    const changed = await provider.updatePayment({
      amount: "20.00",
      currency_code: "cny",
      data: { ...data },
    });
    expect(dataOf(changed.data).amount_fen).toBe("2000");
    const later = await presented();
    const dearer = await provider.updatePayment({ amount: 20, currency_code: "cny", data: { ...later } });
    expect(dataOf(dearer.data)).toMatchObject({
      out_trade_no: `${later.out_trade_no}-2`,
      amount_fen: "2000",
    });
    expect(dataOf(dearer.data).presented_at).toBeUndefined();
    await expect(wechat.pay(later.out_trade_no)).rejects.toThrow(/409/);
    const paid = await presented();
    await wechat.pay(paid.out_trade_no);
    await expect(
      provider.updatePayment({ amount: 20, currency_code: "cny", data: { ...paid } }),
    ).rejects.toMatchObject({ code: "payment_received" });
  });
});

describe("presenting", () => {
  it("makes the order and answers a bridge; again, a fresh bridge for the same order", async () => {
    const first = await command(await initiated(), presentCommand());
    expect(first.raw).not.toHaveProperty("command");
    expect(first.data).toMatchObject({ presented_at: expect.any(String), bridge: { signType: "RSA" } });
    const again = await command(first.data, { ...presentCommand(), description: "another wording" });
    expect(again.data.out_trade_no).toBe(first.data.out_trade_no);
    expect(again.data.bridge?.nonceStr).not.toBe(first.data.bridge?.nonceStr);
  });

  it("can be repeated with the same words after a time-out that hid WeChat's consent", async () => {
    const data = await initiated();
    const words = presentCommand();
    await wechat.spoilAnswer({ kind: "timeout_after", path: "/jsapi" });
    await expect(command(data, words)).rejects.toMatchObject({ failure: "unreachable" });
    expect((await command(data, words)).data.bridge).toBeDefined();
  });

  it("finds money that is there already, and answers no bridge", async () => {
    const data = await presented();
    await wechat.pay(data.out_trade_no);
    const paid = await command(data, presentCommand());
    expect(paid.data).toMatchObject({ trade_state: "SUCCESS", transaction_id: expect.any(String) });
    expect(paid.data.bridge).toBeUndefined();
  });

  it("is refused to another payer, with a malformed command, and after closing", async () => {
    const data = await presented();
    await expect(command(data, { ...presentCommand(), openid: wechat.payer(1) })).rejects.toMatchObject({
      code: "payer_changed",
    });
    await expect(command(data, { kind: "present" })).rejects.toMatchObject({
      code: "payment_command_invalid",
    });
    const closed = await command(data, { kind: "close" });
    await expect(command(closed.data, presentCommand())).rejects.toMatchObject({
      code: "payment_session_closed",
    });
  });
});

describe("another channel", () => {
  const h5Command = (change: Record<string, unknown> = {}) => {
    const { openid: _payer, ...rest } = presentCommand();
    return { ...rest, channel: "h5", payer_ip: "203.0.113.7", ...change };
  };
  const nativeCommand = () => {
    const { openid: _payer, ...rest } = presentCommand();
    return { ...rest, channel: "native" };
  };
  const scan = async (data: SessionData) =>
    await wechat.control("POST", "/scans", { code_url: data.code_url, openid: wechat.payer(1) });

  it("h5: answers an address that leads back to the shop", async () => {
    const { data } = await command(
      await initiated(),
      h5Command({ redirect_url: "https://shop.example/orders?id=1" }),
    );
    expect(data.bridge).toBeUndefined();
    const url = new URL(data.h5_url ?? "");
    expect(url.searchParams.get("redirect_url")).toBe("https://shop.example/orders?id=1");
    expect(data).toMatchObject({ channel: "h5", presented_at: expect.any(String) });
  });

  it("native: answers a code, and the money scanned in authorizes", async () => {
    const { data } = await command(await initiated(), nativeCommand());
    await scan(data);
    expect(await provider.authorizePayment({ data: { ...data } })).toMatchObject({ status: "authorized" });
  });

  it("closes the order and takes the next number, so that only the last one can be paid", async () => {
    const first = await presented();
    const second = (await command(first, h5Command())).data;
    const third = (await command(second, nativeCommand())).data;
    const again = (await command(third, nativeCommand())).data;
    expect([second.out_trade_no, third.out_trade_no, again.out_trade_no]).toEqual([
      `${first.out_trade_no}-2`,
      `${first.out_trade_no}-3`,
      `${first.out_trade_no}-3`,
    ]);
    expect([third.bridge, third.h5_url, third.openid]).toEqual([undefined, undefined, undefined]);
    expect(third.expires_at).toBe(first.expires_at);
    await expect(wechat.pay(first.out_trade_no)).rejects.toThrow(/409/);
    await scan(third);
    expect(await provider.authorizePayment({ data: { ...third } })).toMatchObject({ status: "authorized" });
  });

  it("is not shown when the money came first", async () => {
    const data = await presented();
    await wechat.pay(data.out_trade_no);
    const paid = await command(data, nativeCommand());
    expect(paid.data).toMatchObject({ trade_state: "SUCCESS", out_trade_no: data.out_trade_no });
    expect(paid.data.code_url).toBeUndefined();
  });

  it("leaves the session as it was when WeChat cannot be asked", async () => {
    const data = await presented();
    await wechat.spoilAnswer({ kind: "drop_before", path: "/close" });
    await expect(command(data, nativeCommand())).rejects.toMatchObject({ failure: "unreachable" });
    await wechat.pay(data.out_trade_no);
    expect(await provider.authorizePayment({ data: { ...data } })).toMatchObject({ status: "authorized" });
  });

  it("takes over from an order that a time-out hid and nobody saw", async () => {
    const data = await initiated();
    await wechat.spoilAnswer({ kind: "timeout_after", path: "/jsapi" });
    await expect(command(data, presentCommand())).rejects.toMatchObject({ failure: "unreachable" });
    const { data: shown } = await command(data, nativeCommand());
    expect(shown.out_trade_no).toBe(`${data.out_trade_no}-2`);
    await expect(wechat.pay(data.out_trade_no)).rejects.toThrow(/409/);
    await scan(shown);
  });

  it("may be another app of the merchant's, and no stranger's", async () => {
    const mini = wechat.miniProgram();
    const { data } = await command(await initiated(), { ...presentCommand(), ...mini });
    expect(data.bridge?.appId).toBe(mini.app_id);
    await wechat.pay(data.out_trade_no);
    expect(await provider.authorizePayment({ data: { ...data } })).toMatchObject({ status: "authorized" });
    await expect(
      command(await initiated(), { ...presentCommand(), app_id: "wx0000000000000000" }),
    ).rejects.toMatchObject({ code: "payment_app_unknown" });
  });
});

describe("closing", () => {
  it("a session WeChat never heard of needs no WeChat", async () => {
    const closed = await command(await initiated(), { kind: "close" });
    expect(closed).toMatchObject({ status: "canceled", data: { closed_at: expect.any(String) } });
  });

  it("closes the order there, so that it cannot be paid", async () => {
    const data = await presented();
    expect(await command(data, { kind: "close" })).toMatchObject({ status: "canceled" });
    await expect(wechat.pay(data.out_trade_no)).rejects.toThrow(/409/);
  });

  it("finds that the money came first, and leaves the session", async () => {
    const data = await presented();
    await wechat.pay(data.out_trade_no);
    const outcome = await command(data, { kind: "close" });
    expect(outcome.status).toBeUndefined();
    expect(outcome.data.trade_state).toBe("SUCCESS");
    expect(outcome.data.closed_at).toBeUndefined();
  });

  it("throws when WeChat cannot be asked, and then nothing has changed", async () => {
    const data = await presented();
    await wechat.spoilAnswer({ kind: "drop_before", method: "GET" });
    await expect(command(data, { kind: "close" })).rejects.toMatchObject({ failure: "unreachable" });
    await wechat.pay(data.out_trade_no);
    expect((await command(data, { kind: "close" })).data.trade_state).toBe("SUCCESS");
  });
});

describe("money", () => {
  it("authorizes only once WeChat has it", async () => {
    const data = await presented();
    expect(await provider.authorizePayment({ data: { ...data } })).toMatchObject({
      status: "pending_authorization",
    });
    await wechat.pay(data.out_trade_no);
    expect(await provider.authorizePayment({ data: { ...data } })).toMatchObject({
      status: "authorized",
      data: { trade_state: "SUCCESS", transaction_id: expect.any(String) },
    });
  });

  it("of another amount does not authorize", async () => {
    const data = await presented();
    await wechat.pay(data.out_trade_no);
    const dearer = { ...data, amount_fen: "1991" };
    expect(await provider.authorizePayment({ data: dearer })).toMatchObject({
      status: "pending_authorization",
    });
    expect(await provider.getPaymentStatus({ data: dearer })).toMatchObject({ status: "error" });
  });

  it("is not captured on a session's word", async () => {
    const data = await presented();
    await expect(provider.capturePayment({ data: { ...data } })).rejects.toMatchObject({
      code: "payment_not_received",
    });
  });

  it("that has arrived cannot be cancelled or forgotten", async () => {
    const data = await presented();
    await wechat.pay(data.out_trade_no);
    await expect(provider.cancelPayment({ data: { ...data } })).rejects.toMatchObject({
      code: "payment_received",
    });
    await expect(provider.deletePayment({ data: { ...data } })).rejects.toMatchObject({
      code: "payment_received",
    });
  });
});

describe("refunding", () => {
  const refundsOf = async (data: SessionData) =>
    (
      await wechat.control<{ refunds: { refund: number; out_refund_no: string }[] }>(
        "GET",
        `/orders/${data.out_trade_no}`,
      )
    ).refunds;

  it("uses the number that Medusa's refund id gives, so a retry pays once", async () => {
    const data = await captured();
    const refundUlid = ulid();
    const refund = { data: { ...data }, amount: 9.9, context: { idempotency_key: `ref_${refundUlid}` } };
    await provider.refundPayment(refund);
    await provider.refundPayment(refund);
    expect(await refundsOf(data)).toMatchObject([{ refund: 990, out_refund_no: refundUlid }]);
  });

  it("does not fail when WeChat consented behind a time-out", async () => {
    const data = await captured();
    await wechat.spoilAnswer({ kind: "timeout_after", path: "/refunds", method: "POST" });
    await provider.refundPayment({
      data: { ...data },
      amount: 19.9,
      context: { idempotency_key: `ref_${ulid()}` },
    });
    expect(await refundsOf(data)).toHaveLength(1);
  });

  it("fails when WeChat certainly refused", async () => {
    const data = await captured();
    const tooMuch = { data: { ...data }, amount: 20, context: { idempotency_key: `ref_${ulid()}` } };
    await expect(provider.refundPayment(tooMuch)).rejects.toMatchObject({ code: "refund_refused" });
  });
});
