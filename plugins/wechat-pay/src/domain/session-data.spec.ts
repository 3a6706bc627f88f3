import { describe, expect, it } from "vitest";
import {
  presentationOf,
  presentsAnew,
  readCommand,
  readSessionData,
  type SessionData,
  withClosing,
  withNextNumber,
  withTrade,
} from "./session-data";

const bridge = {
  appId: "wx1",
  timeStamp: "1763800000",
  nonceStr: "n",
  package: "prepay_id=p",
  signType: "RSA" as const,
  paySign: "s",
};
const presented: SessionData = {
  session_id: "payses_01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6",
  out_trade_no: "01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6",
  amount_fen: "1990",
  presented_at: "2025-11-22T12:00:00.000Z",
  openid: "o1",
  bridge,
};
const now = new Date("2025-11-22T12:15:00Z");

describe("session data", () => {
  it("drops what a storefront may have smuggled in", () => {
    const read = readSessionData({ ...presented, command: { kind: "close" }, is_paid: true });
    expect(read).toEqual(presented);
  });

  it("is undefined for another provider's data", () => {
    expect(readSessionData({ id: "pi_1" })).toBeUndefined();
    expect(readSessionData(null)).toBeUndefined();
    expect(readSessionData({ ...presented, amount_fen: "19.9" })).toBeUndefined();
  });

  it("loses the bridge when paid and keeps WeChat's number", () => {
    const paid = withTrade(presented, {
      state: "SUCCESS",
      transaction_id: "42",
      paid_at: "2025-11-22T12:01:00Z",
      payer_openid: "o-friend",
    });
    expect(paid.bridge).toBeUndefined();
    expect(paid).toMatchObject({
      trade_state: "SUCCESS",
      transaction_id: "42",
      paid_at: "2025-11-22T12:01:00Z",
      payer_openid: "o-friend",
    });
  });

  it("believes nobody but WeChat about who paid", () => {
    const trade = { state: "SUCCESS", transaction_id: "42", paid_at: undefined, payer_openid: undefined };
    expect(withTrade({ ...presented, payer_openid: "o-claimed" }, trade).payer_openid).toBeUndefined();
  });

  it("keeps the first moment of closing", () => {
    const closed = withClosing(presented, now, "CLOSED");
    expect(closed.bridge).toBeUndefined();
    expect(withClosing(closed, new Date(), "CLOSED").closed_at).toBe(now.toISOString());
  });
});

describe("session commands", () => {
  const present = {
    kind: "present",
    channel: "jsapi",
    openid: "o1",
    description: "藤蔓",
    expires_at: "2025-11-22T12:15:00Z",
  };

  it("reads both commands and their absence", () => {
    expect(readCommand({ command: present })).toEqual({ kind: "command", command: present });
    expect(readCommand({ command: { kind: "close" } })).toEqual({
      kind: "command",
      command: { kind: "close" },
    });
    expect(readCommand({})).toEqual({ kind: "none" });
    expect(readCommand(undefined)).toEqual({ kind: "none" });
  });

  it.each([
    [{ ...present, openid: "" }, "command.openid"],
    [{ ...present, expires_at: "soon" }, "command.expires_at"],
    [{ ...present, channel: "app" }, "command.channel"],
    [{ kind: "pay" }, "command.kind"],
    ["close", "command"],
  ])("names the wrong field of %j", (given, field) => {
    expect(readCommand({ command: given })).toEqual({ kind: "malformed", field });
  });
});

describe("a presentation", () => {
  const base = { description: "x", expires_at: "2026-03-01T00:00:00Z" };
  const read = (given: Record<string, unknown>) => {
    const reading = readCommand({ command: { kind: "present", ...base, ...given } });
    if (reading.kind !== "command" || reading.command.kind !== "present") {
      return undefined;
    }
    return presentationOf(reading.command, "wx1");
  };
  const shown: SessionData = {
    session_id: "payses_01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6",
    out_trade_no: "01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6",
    amount_fen: "1990",
    presented_at: "2026-03-01T00:00:00Z",
    app_id: "wx1",
    channel: "h5",
    payer_ip: "203.0.113.7",
    h5_type: "Wap",
    h5_url: "https://wx.tenpay.com/x",
    description: "x",
    expires_at: base.expires_at,
  };

  it.each([
    [
      { channel: "jsapi", openid: "o1" },
      { app_id: "wx1", channel: "jsapi", openid: "o1" },
    ],
    [
      { channel: "jsapi", openid: "o1", app_id: "wx2" },
      { app_id: "wx2", channel: "jsapi", openid: "o1" },
    ],
    [
      { channel: "h5", payer_ip: "203.0.113.7" },
      { app_id: "wx1", channel: "h5", payer_ip: "203.0.113.7", h5_type: "Wap" },
    ],
    [{ channel: "native" }, { app_id: "wx1", channel: "native" }],
    [{ channel: "jsapi" }, undefined],
    [{ channel: "h5" }, undefined],
    [{ channel: "h5", payer_ip: "here" }, undefined],
    [{ channel: "h5", payer_ip: "203.0.113.7", redirect_url: "javascript:alert(1)" }, undefined],
    [{ channel: "app" }, undefined],
  ])("is read from %o", (given, expected) => {
    expect(read(given)).toEqual(expected);
  });

  it.each([
    [false, { channel: "h5", payer_ip: "203.0.113.7" }],
    [false, { channel: "h5", payer_ip: "203.0.113.7", redirect_url: "https://shop.example/orders" }],
    [true, { channel: "h5", payer_ip: "203.0.113.8" }],
    [true, { channel: "h5", payer_ip: "203.0.113.7", h5_type: "iOS" }],
    [true, { channel: "h5", payer_ip: "203.0.113.7", app_id: "wx2" }],
    [true, { channel: "native" }],
    [true, { channel: "jsapi", openid: "o1" }],
  ])("needs another number: %s for %o", (anew, given) => {
    const wanted = read(given);
    expect(wanted && presentsAnew(shown, wanted)).toBe(anew);
  });

  it("under the next number starts from nothing at WeChat, with the same words", () => {
    expect(withNextNumber(shown)).toEqual({
      session_id: shown.session_id,
      out_trade_no: "01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6-2",
      amount_fen: "1990",
      description: "x",
      expires_at: base.expires_at,
    });
  });
});
