import { describe, expect, it } from "vitest";
import {
  fenRange,
  formatRate,
  formatYuan,
  isPositiveFen,
  parseFen,
  sumFen,
  timesFen,
  yuanParts,
} from "./fen";

describe("fen", () => {
  it.each([
    ["0", "0.00"],
    ["5", "0.05"],
    ["99", "0.99"],
    ["1990", "19.90"],
    ["-1990", "-19.90"],
    ["-5", "-0.05"],
    ["9007199254740993", "90071992547409.93"],
  ])("writes %s fen as %s yuan", (fen, yuan) => {
    expect(formatYuan(fen)).toBe(yuan);
  });

  it.each(["", "1.5", "1e3", "abc", " 1", "0x10"])("refuses %j", (text) => {
    expect(() => parseFen(text)).toThrow(RangeError);
  });

  it("splits a price for typesetting", () => {
    expect(yuanParts("-120007")).toEqual({ sign: "-", whole: "1200", cents: "07" });
  });

  it("multiplies and adds without losing a fen, far beyond safe integers", () => {
    expect(timesFen("9007199254740993", 3)).toBe(27021597764222979n);
    expect(sumFen([1n, 2n, 9007199254740993n])).toBe(9007199254740996n);
    expect(sumFen([])).toBe(0n);
  });

  it("knows what is more than nothing", () => {
    expect([
      isPositiveFen("1"),
      isPositiveFen("0"),
      isPositiveFen("-1"),
      isPositiveFen(null),
      isPositiveFen(undefined),
    ]).toEqual([true, false, false, false, false]);
  });

  it("finds the range of prices by value, not by spelling", () => {
    expect(fenRange(["990", "1200", "35"])).toEqual({ min: 35n, max: 1200n });
    expect(fenRange([])).toBeUndefined();
  });

  it.each([
    [1000, "10%"],
    [750, "7.5%"],
    [5, "0.05%"],
    [0, "0%"],
    [1234, "12.34%"],
  ])("writes %i basis points as %s", (bps, text) => {
    expect(formatRate(bps)).toBe(text);
  });
});
