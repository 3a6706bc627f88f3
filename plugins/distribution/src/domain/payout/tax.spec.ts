import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  consecutiveMonths,
  cumulativeTax,
  labourTax,
  withholdInYear,
  withholdingOf,
  withholdNow,
} from "./tax";

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

describe("cn-platform-cumulative", () => {
  const paid = (month: string, gross_fen: bigint, withheld_fen: bigint) => ({
    month,
    gross_fen,
    withheld_fen,
  });
  const withhold = withholdInYear.bind(null, "cn-platform-cumulative");

  it("withholds 9,000 on 1,000,000 in the first month and the same in the second", () => {
    expect(withhold([], "2026-01", 1_000_000n)).toBe(9_000n);
    expect(withhold([paid("2026-01", 1_000_000n, 9_000n)], "2026-02", 1_000_000n)).toBe(9_000n);
  });

  it.each([
    [10_000_000n, 498_000n],
    [625_000n, 0n],
    [0n, 0n],
    [625_100n, 2n],
  ])("a single %d fen withholds %d", (income, tax) => {
    expect(cumulativeTax(income, 1).tax_fen).toBe(tax);
  });

  it("changes the bracket exactly at its bound: 36,000 yuan are still taxed with 3 %", () => {
    const income = (taxable_fen: bigint) => ((taxable_fen + 500_000n) * 5n) / 4n;
    expect(cumulativeTax(income(3_600_000n), 1)).toMatchObject({ percent: 3, tax_fen: 108_000n });
    expect(cumulativeTax(income(3_600_004n), 1)).toMatchObject({ percent: 10, tax_fen: 108_000n });
    expect(cumulativeTax(income(96_000_004n), 1).percent).toBe(45);
  });

  it("counts months in a row within the year; a month without a payout begins anew", () => {
    expect(consecutiveMonths([], "2026-05")).toBe(1);
    expect(consecutiveMonths(["2026-03", "2026-04", "2026-05"], "2026-05")).toBe(3);
    expect(consecutiveMonths(["2026-03", "2026-04"], "2026-06")).toBe(1);
    expect(consecutiveMonths(["2025-12", "2026-01"], "2026-02")).toBe(2);
  });

  it("gives nothing back when an earlier month withheld too much", () => {
    expect(withhold([paid("2026-01", 100_000n, 50_000n)], "2026-02", 100_000n)).toBe(0n);
  });

  it("under the other policies only the month counts", () => {
    const year = [paid("2026-02", 500_000n, 80_000n), paid("2026-03", 70_000n, 0n)];
    expect(withholdInYear("cn-labour", year, "2026-03", 70_000n)).toBe(12_000n);
    expect(withholdInYear("none", year, "2026-03", 70_000n)).toBe(0n);
  });
});

it("shows its working: what is deducted, what is taxed, at which rate", () => {
  expect(labourTax(3_000_000n)).toEqual({
    deducted_fen: 600_000n,
    taxable_fen: 2_400_000n,
    percent: 30,
    quick_deduction_fen: 200_000n,
    tax_fen: 520_000n,
  });
  expect(labourTax(70_000n)).toMatchObject({ taxable_fen: 0n, tax_fen: 0n });
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

  it("a year cut into payouts withholds what the cumulative table says, however it is cut", () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 5 }), (months) => {
        const year: { month: string; gross_fen: bigint; withheld_fen: bigint }[] = [];
        months.forEach((parts, index) => {
          const month = `2026-0${index + 1}`;
          for (const amount of parts) {
            const withheld = withholdInYear("cn-platform-cumulative", year, month, amount);
            const known = year.find((paid) => paid.month === month);
            if (known) {
              known.gross_fen += amount;
              known.withheld_fen += withheld;
            } else year.push({ month, gross_fen: amount, withheld_fen: withheld });
          }
        });
        const gross = year.reduce((sum, { gross_fen }) => sum + gross_fen, 0n);
        const withheld = year.reduce((sum, paid) => sum + paid.withheld_fen, 0n);
        // A month that lowers the year's tax gives nothing back, so as much or more was withheld.
        expect(withheld >= cumulativeTax(gross, months.length).tax_fen).toBe(true);
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
