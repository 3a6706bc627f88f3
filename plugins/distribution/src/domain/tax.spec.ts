import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withholdingOf, withholdNow } from "./tax";

describe("cn-labour", () => {
  it.each([
    [0n, 0n, 0n],
    [80_000n, 0n, 80_000n],
    [80_003n, 1n, 80_002n],
    [100_000n, 4_000n, 96_000n],
    [400_000n, 64_000n, 336_000n],
    [400_001n, 64_000n, 336_001n],
    [2_500_000n, 400_000n, 2_100_000n],
    [3_000_000n, 520_000n, 2_480_000n],
    [6_250_000n, 1_300_000n, 4_950_000n],
    [10_000_000n, 2_500_000n, 7_500_000n],
  ])("of %d fen in a month withholds %d and leaves %d", (gross, tax, net) => {
    expect(withholdingOf("cn-labour", gross)).toBe(tax);
    expect(gross - withholdingOf("cn-labour", gross)).toBe(net);
  });

  it("two payouts of 70,000 in one month withhold 0, then 12,000", () => {
    const first = withholdNow("cn-labour", { gross_fen: 0n, withheld_fen: 0n }, 70_000n);
    const second = withholdNow("cn-labour", { gross_fen: 70_000n, withheld_fen: first }, 70_000n);
    expect([first, second]).toEqual([0n, 12_000n]);
  });

  it("refuses a negative income", () => {
    expect(() => withholdingOf("cn-labour", -1n)).toThrow(/negative_income/);
  });
});

it("none withholds nothing, and a month that began under another policy is not corrected backwards", () => {
  expect(withholdingOf("none", 10_000_000n)).toBe(0n);
  expect(withholdNow("none", { gross_fen: 100_000n, withheld_fen: 4_000n }, 100_000n)).toBe(0n);
});

describe("laws", () => {
  const amounts = fc.array(fc.bigInt({ min: 1n, max: 4_000_000n }), { minLength: 1, maxLength: 12 });
  const paidInTurn = (parts: readonly bigint[]) =>
    parts.reduce(
      (month, amount) => {
        const withheld = withholdNow("cn-labour", month, amount);
        expect(withheld >= 0n && withheld <= amount).toBe(true);
        return { gross_fen: month.gross_fen + amount, withheld_fen: month.withheld_fen + withheld };
      },
      { gross_fen: 0n, withheld_fen: 0n },
    );

  it("a month cut into payouts withholds what one payout would, however it is cut", () => {
    fc.assert(
      fc.property(amounts, (parts) => {
        const { gross_fen, withheld_fen } = paidInTurn(parts);
        expect(withheld_fen).toBe(withholdingOf("cn-labour", gross_fen));
      }),
    );
  });

  it("more income never means less tax, and never less money", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 20_000_000n), fc.bigInt(0n, 1_000_000n), (income, more) => {
        const less = withholdingOf("cn-labour", income);
        const all = withholdingOf("cn-labour", income + more);
        expect(all >= less).toBe(true);
        expect(all - less <= more).toBe(true);
      }),
    );
  });
});
