import { describe, expect, it } from "vitest";
import { amountProblem, fenOfTyped, mostOf } from "./amount";

const bounds = { minimum_fen: "1000", per_transfer_fen: "20000", available_fen: "25000" };

describe("what people type", () => {
  it.each([
    ["10", "1000"],
    [" 10.5 ", "1050"],
    ["0.01", "1"],
    ["10.00", "1000"],
  ])("%s is %s fen", (typed, fen) => {
    expect(fenOfTyped(typed)).toBe(fen);
  });

  it.each(["", "0", "0.00", "10.001", "1e3", "-5", "十元", "123456789"])("%s is no amount", (typed) => {
    expect(fenOfTyped(typed)).toBeUndefined();
  });
});

describe("what may be taken out", () => {
  it.each([
    [undefined, "wrong"],
    ["999", "below_minimum"],
    ["1000", undefined],
    ["20000", undefined],
    ["20001", "above_limit"],
    ["25001", "above_available"],
  ] as const)("%s fen: %s", (fen, problem) => {
    expect(amountProblem(fen, bounds)).toBe(problem);
  });

  it("is everything, within the limit of one payout", () => {
    expect(mostOf(bounds)).toBe(20_000n);
    expect(mostOf({ ...bounds, available_fen: "1234" })).toBe(1_234n);
  });
});
