import { describe, expect, it } from "vitest";
import {
  numberAfter,
  outRefundNoOf,
  outTradeNoOf,
  outTradeNoOfStrayRefund,
  paymentSessionIdOf,
  refundIdOf,
  strayRefundNoOf,
} from "./numbers";

const ULID = "01KA5Q3ZJ8W9X0Y1Z2A3B4C5D6";

describe("numbers", () => {
  it("leads from a payment session to its order number and back", () => {
    expect(outTradeNoOf(`payses_${ULID}`)).toBe(ULID);
    expect(paymentSessionIdOf(ULID)).toBe(`payses_${ULID}`);
  });

  it("counts the later numbers of a session, which lead back to it too", () => {
    expect(numberAfter(ULID)).toBe(`${ULID}-2`);
    expect(numberAfter(`${ULID}-9`)).toBe(`${ULID}-10`);
    expect(paymentSessionIdOf(`${ULID}-10`)).toBe(`payses_${ULID}`);
    expect(numberAfter(`${ULID}-9998`)).toMatch(/^[0-9A-Za-z_-]{6,32}$/);
    expect(outTradeNoOfStrayRefund(strayRefundNoOf(`${ULID}-2`, 1))).toBe(`${ULID}-2`);
    expect(outTradeNoOfStrayRefund(strayRefundNoOf(ULID, 1))).toBe(ULID);
  });

  it.each([`${ULID}-9999`, `${ULID}-1`, `${ULID}-02`, "x"])("has no number after %j", (no) => {
    expect(() => numberAfter(no)).toThrow(RangeError);
  });

  it("leads from a refund to its number and back", () => {
    expect(outRefundNoOf(`ref_${ULID}`)).toBe(ULID);
    expect(refundIdOf(ULID)).toBe(`ref_${ULID}`);
    expect(outRefundNoOf(`ref_${ULID}`, 3)).toBe(`${ULID}-3`);
    expect(refundIdOf(`${ULID}-3`)).toBe(`ref_${ULID}`);
  });

  it("numbers the refund of a stray payment by its attempt", () => {
    expect(strayRefundNoOf(ULID, 2)).toBe(`stray-${ULID}-2`);
    expect(outTradeNoOfStrayRefund(`stray-${ULID}-2`)).toBe(ULID);
    expect(refundIdOf(`stray-${ULID}-2`)).toBeUndefined();
  });

  it.each(["", "payses_", "payses_short", `pay_${ULID}`, ULID, "payses_../../../etc/passwd/12345"])(
    "refuses %j as a payment session",
    (id) => {
      expect(outTradeNoOf(id)).toBeUndefined();
    },
  );

  it.each(["", "x", `${ULID}0`, "01KA5Q3ZJ8W9X0Y1Z2A3B4C5DI", `${ULID}-1`, "constructor"])(
    "refuses %j as an order number",
    (no) => {
      expect(paymentSessionIdOf(no)).toBeUndefined();
    },
  );

  it("keeps to WeChat's alphabet and lengths", () => {
    expect(strayRefundNoOf(ULID, 99)).toMatch(/^[0-9A-Za-z_-]{1,64}$/);
    expect(outTradeNoOf(`payses_${ULID}`)).toMatch(/^[0-9A-Za-z_-]{6,32}$/);
  });
});
