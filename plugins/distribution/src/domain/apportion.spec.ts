import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apportion } from "./apportion";
import { sumFen } from "./money";

describe("apportion", () => {
  it("gives what is left over to the largest remainders, the earlier first", () => {
    expect(apportion([100n, 100n, 100n], 100n)).toEqual([34n, 33n, 33n]);
    expect(apportion([1_000n, 300n], 1_000n)).toEqual([769n, 231n]);
    expect(apportion([5n, 0n, 5n], 5n)).toEqual([3n, 0n, 2n]);
    expect(apportion([], 0n)).toEqual([]);
    expect(apportion([0n], 0n)).toEqual([0n]);
  });

  it("cannot share out more than there is", () => {
    expect(() => apportion([1n], 2n)).toThrow(/apportion_out_of_range/);
  });

  it("law: parts add up, and none exceeds its weight or strays a fen from its share", () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10_000_000n }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(weights, fc.bigInt({ min: 0n, max: 1_000n }), (parts, permille) => {
        const sum = sumFen(parts);
        const total = (sum * permille) / 1_000n;
        const shared = apportion(parts, total);
        expect(sumFen(shared)).toBe(total);
        for (const [index, part] of shared.entries()) {
          const weight = parts[index] ?? 0n;
          expect(part <= weight).toBe(true);
          if (sum === 0n) continue;
          const distance = part * sum - weight * total;
          expect(distance > -sum && distance < sum).toBe(true);
        }
      }),
    );
  });
});
