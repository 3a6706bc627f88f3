import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "../money";
import { goodsPartOf, spreadRefund } from "./refund-allocation";

const basesOf = fc.array(fc.bigInt({ min: 0n, max: 50_000n }), { minLength: 1, maxLength: 12 });

describe("goodsPartOf", () => {
  it("counts everything as goods unless the reason is freight", () => {
    expect(goodsPartOf(800n, null)).toBe(800n);
    expect(goodsPartOf(800n, { code: "damaged", label: "破损" })).toBe(800n);
    expect(goodsPartOf(800n, { code: "freight", label: "whatever" })).toBe(0n);
    expect(goodsPartOf(800n, { code: "", label: "运费" })).toBe(0n);
    expect(goodsPartOf(800n, { code: "FREIGHT ", label: null })).toBe(0n);
  });
});

describe("spreadRefund", () => {
  it.each<[bigint, bigint[], bigint[]]>([
    [0n, [100n, 200n], [0n, 0n]],
    [150n, [100n, 200n], [50n, 100n]],
    [1n, [100n, 100n], [1n, 0n]],
    [100n, [333n, 333n, 334n], [33n, 33n, 34n]],
    [300n, [100n, 200n], [100n, 200n]],
    [999n, [100n, 200n], [100n, 200n]],
    [10n, [0n, 100n], [0n, 10n]],
    [5n, [0n], [0n]],
  ])("spreads %s over %o as %o", (refunded, bases, parts) => {
    expect(spreadRefund(refunded, bases)).toEqual(parts);
  });

  it("adds up to the refund, and each part stays within its base", () => {
    fc.assert(
      fc.property(basesOf, fc.bigInt({ min: 0n, max: 700_000n }), (bases, refunded) => {
        const parts = spreadRefund(refunded, bases);
        const whole = sumFen(bases);
        if (refunded < whole) expect(sumFen(parts)).toBe(refunded);
        else expect(sumFen(parts)).toBe(whole);
        for (const [index, part] of parts.entries()) {
          expect(part >= 0n && part <= (bases[index] ?? 0n)).toBe(true);
        }
      }),
    );
  });

  it("gives no line less when more is refunded", () => {
    fc.assert(
      fc.property(
        basesOf,
        fc.bigInt({ min: 0n, max: 400_000n }),
        fc.bigInt({ min: 1n, max: 50n }),
        (bases, before, more) => {
          const small = spreadRefund(before, bases);
          const large = spreadRefund(before + more, bases);
          expect(large.every((part, index) => part >= (small[index] ?? 0n))).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("refuses what cannot be", () => {
    expect(() => spreadRefund(-1n, [1n])).toThrow(/negative_refund/);
    expect(() => spreadRefund(1n, [-1n])).toThrow(/negative_refund/);
  });
});
