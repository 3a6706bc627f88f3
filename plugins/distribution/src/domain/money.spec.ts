import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DistributionError } from "./errors";
import { fenFromMajor, shareOf, sumFen } from "./money";

describe("fenFromMajor", () => {
  it.each([
    ["0", 0n],
    ["19.9", 1_990n],
    ["19.90", 1_990n],
    ["19.900000", 1_990n],
    ["0.01", 1n],
    ["-0.5", -50n],
    ["123456789012345678.99", 12_345_678_901_234_567_899n],
  ])("reads %s as %s fen", (text, fen) => {
    expect(fenFromMajor(text)).toBe(fen);
  });

  it.each(["0.001", "19.905", "17.909999999999997"])("refuses the fraction in %s", (text) => {
    expect(() => fenFromMajor(text)).toThrow(new DistributionError("fraction_of_a_fen", { text }));
  });

  it.each(["", "1e3", "¥1", "1,000", ".5", "NaN"])("refuses %j, which is no plain decimal", (text) => {
    expect(() => fenFromMajor(text)).toThrow(/not_an_amount/);
  });

  it("gives back every amount it can write", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (fen) => {
        expect(fenFromMajor(`${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`)).toBe(fen);
      }),
    );
  });
});

describe("shareOf", () => {
  it("rounds down and never pays a fraction", () => {
    expect(shareOf(1_999n, 1_000)).toBe(199n);
    expect(shareOf(9n, 1_000)).toBe(0n);
  });

  it("regression 15: 7.5 % is 7.5 %, not 7 %", () => {
    expect(shareOf(10_000n, 750)).toBe(750n);
  });

  it("refuses a negative base", () => {
    expect(() => shareOf(-1n, 1)).toThrow(/negative_base/);
  });
});

it("sums to nothing over nothing", () => {
  expect(sumFen([])).toBe(0n);
});
