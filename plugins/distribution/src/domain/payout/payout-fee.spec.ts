import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feeOf, netOf } from "./payout-fee";

const share = { kind: "share", rate_bps: 60, minimum_fen: 100n } as const;

describe("a payout's fee", () => {
  it.each([
    [{ kind: "none" } as const, 100_000n, 0n],
    [{ kind: "fixed", fixed_fen: 200n } as const, 100_000n, 200n],
    [share, 100_000n, 600n],
    [share, 16_666n, 100n],
    // 0.6 % of 33,499 fen is 200.994: the fraction is never asked for.
    [share, 33_499n, 200n],
    [share, 1_000n, 100n],
  ])("by %o of %d fen is %d", (terms, amount_fen, fee_fen) => {
    expect(feeOf(terms, amount_fen)).toBe(fee_fen);
  });

  it("law: a share is within a fen of the rate, or the minimum, and never falls as the amount grows", () => {
    const rates = fc.integer({ min: 1, max: 9_999 });
    const amounts = fc.bigInt(1n, 10_000_000n);
    fc.assert(
      fc.property(rates, amounts, amounts, fc.bigInt(0n, 10_000n), (rate_bps, one, other, minimum_fen) => {
        const terms = { kind: "share", rate_bps, minimum_fen } as const;
        const fee = feeOf(terms, one);
        expect(fee).toBeGreaterThanOrEqual(minimum_fen);
        const exact = one * BigInt(rate_bps);
        if (fee > minimum_fen)
          expect(exact - fee * 10_000n >= 0n && exact - fee * 10_000n < 10_000n).toBe(true);
        expect(one <= other ? fee <= feeOf(terms, other) : fee >= feeOf(terms, other)).toBe(true);
      }),
    );
  });
});

it("leaves of a payout what neither tax nor fee took", () => {
  expect(netOf({ amount_fen: 100_000n, withheld_fen: 4_000n, fee_fen: 600n })).toBe(95_400n);
});
