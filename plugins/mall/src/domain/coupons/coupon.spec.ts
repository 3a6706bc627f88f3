import { describe, expect, it } from "vitest";
import { lowestTotal, ownState } from "./coupon";

describe("a shopper's coupon", () => {
  it.each([
    [null, false, "usable"],
    ["not_started", false, "usable"],
    ["ended", false, "over"],
    ["used_up", false, "over"],
    ["unknown", false, "over"],
    ["ended", true, "used"],
    [null, true, "used"],
  ] as const)("refused for %s, used: %s, is %s", (refused, is_used, state) => {
    expect(ownState({ refused, is_used })).toBe(state);
  });
});

describe("the best of several prices", () => {
  it("is the lowest, by number and not by letter, and of equal ones the first", () => {
    const quotes = ["1000", "999", "999"].map((total_fen, index) => ({ total_fen, index }));
    expect(lowestTotal(quotes)?.index).toBe(1);
    expect(lowestTotal([])).toBeUndefined();
  });
});
