import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute, commissionOf } from "./commission";
import { sumFen } from "./money";

const chain = [1, 2].map((tier) => ({
  tier,
  binding_id: `bind_${tier}`,
  distributor_id: `dist_${tier}`,
  distributor_no: BigInt(tier),
}));
const rates = [
  { tier: 1, rate_bps: 1_000 },
  { tier: 2, rate_bps: 300 },
];
const lines = (bases: readonly bigint[]) =>
  bases.map((base_fen, index) => ({ order_line_id: `line_${index}`, base_fen }));

describe("attribute", () => {
  it("freezes every line for every earner", () => {
    const frozen = attribute(lines([1_999n, 3_333n]), chain, rates);
    expect(frozen.map((one) => [one.order_line_id, one.tier, commissionOf(one)])).toEqual([
      ["line_0", 1, 199n],
      ["line_0", 2, 59n],
      ["line_1", 1, 333n],
      ["line_1", 2, 99n],
    ]);
  });

  it("leaves out what has no base and tiers without a rate", () => {
    expect(attribute(lines([0n]), chain, rates)).toEqual([]);
    expect(attribute(lines([100n]), chain, rates.slice(0, 1))).toHaveLength(1);
  });

  it("regression 6: freight is in no base, so it earns nothing", () => {
    const frozen = attribute(lines([10_000n]), chain, rates);
    expect(sumFen(frozen.map(commissionOf))).toBe(1_300n);
  });

  it("never gives away more than the rates of the bases", () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 10_000_000n }), { maxLength: 20 }), (bases) => {
        const paid = sumFen(attribute(lines(bases), chain, rates).map(commissionOf));
        expect(paid * 10_000n <= sumFen(bases) * 1_300n).toBe(true);
        expect(paid + 2n * BigInt(bases.length) >= (sumFen(bases) * 1_300n) / 10_000n).toBe(true);
      }),
    );
  });
});
