import { describe, expect, it } from "vitest";
import { isClosed, mismatch, type Trade, type TradeState, tradeStateOf } from "./trade";

const expected = {
  app_id: "wx1",
  mch_id: "190",
  out_trade_no: "01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6",
  amount_fen: 1990n,
};
const trade: Trade = {
  ...expected,
  state: "SUCCESS",
  transaction_id: "42",
  currency: "CNY",
  paid_at: "2025-11-22T12:00:00+08:00",
  payer_openid: "o-shopper",
};

describe("trade", () => {
  it("agrees with what was asked for", () => {
    expect(mismatch(expected, trade)).toBeUndefined();
  });

  it.each([
    [{ mch_id: "191" }, "mch_id_mismatch"],
    [{ app_id: "wx2" }, "app_id_mismatch"],
    [{ out_trade_no: "other" }, "out_trade_no_mismatch"],
    [{ currency: "USD" }, "currency_mismatch"],
    [{ currency: undefined }, "currency_mismatch"],
    [{ amount_fen: 1989n }, "amount_mismatch"],
    [{ amount_fen: undefined }, "amount_mismatch"],
  ])("with %o disagrees: %s", (change, reason) => {
    expect(mismatch(expected, { ...trade, ...change })).toBe(reason);
  });

  it("knows WeChat's states and believes nothing of others", () => {
    expect(tradeStateOf("SUCCESS")).toBe("SUCCESS");
    expect(tradeStateOf("constructor")).toBe("UNKNOWN");
  });

  it.each<[TradeState, boolean]>([
    ["CLOSED", true],
    ["REVOKED", true],
    ["NOTPAY", false],
    ["SUCCESS", false],
    ["UNKNOWN", false],
  ])("%s is closed: %s", (state, closed) => {
    expect(isClosed(state)).toBe(closed);
  });
});
