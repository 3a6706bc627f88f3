import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PARTS_PER_FEN, partsOfFen, roundPartsToFen } from "./money";
import { type DiscountedLine, wholeFenDiscounts } from "./whole-fen-discounts";

const line = (
  total_fen: bigint,
  ...discounts: [id: string, promotion: string, yuan: string][]
): DiscountedLine => ({
  total_fen,
  discounts: discounts.map(([id, promotion, yuan]) => ({ id, promotion, parts: partsOfFen(yuan) })),
});

describe("wholeFenDiscounts", () => {
  it("leaves whole fen as they are", () => {
    const fen = wholeFenDiscounts([line(1000n, ["a", "TEN", "1.00"]), line(2000n, ["b", "TEN", "2.00"])]);
    expect([...fen]).toEqual([
      ["a", 100n],
      ["b", 200n],
    ]);
  });

  it("rounds the whole half up and gives the fen to the largest remainder", () => {
    // 12 % of 33.33, 0.99 and 5.55: 3.9996 + 0.1188 + 0.666 = 4.7844 → 4.78
    const fen = wholeFenDiscounts([
      line(3333n, ["a", "P", "3.9996"]),
      line(99n, ["b", "P", "0.1188"]),
      line(555n, ["c", "P", "0.666"]),
    ]);
    expect([...fen.values()]).toEqual([400n, 12n, 66n]);
  });

  it("prefers the earlier line among equal remainders", () => {
    const third = "33.333333333333333333";
    const fen = wholeFenDiscounts([
      line(5000n, ["a", "P", third]),
      line(5000n, ["b", "P", third]),
      line(5000n, ["c", "P", third]),
    ]);
    expect([...fen.values()]).toEqual([3334n, 3333n, 3333n]);
  });

  it("never takes more from a line than it costs", () => {
    const fen = wholeFenDiscounts([line(1n, ["a", "P", "0.005"], ["b", "Q", "0.005"])]);
    expect([...fen.values()]).toEqual([1n, 0n]);
  });
});

/** Lines whose exact discounts never exceed what the lines cost, as Medusa computes them. */
const lines = fc.array(
  fc
    .record({
      total_fen: fc.bigInt({ min: 0n, max: 1_000_000n }),
      weights: fc.array(fc.bigInt({ min: 0n, max: 1000n }), { maxLength: 3 }),
    })
    .map(({ total_fen, weights }): Omit<DiscountedLine, "discounts"> & { parts: bigint[] } => {
      const divisor = weights.reduce((sum, weight) => sum + weight, 1n);
      return { total_fen, parts: weights.map((weight) => (total_fen * PARTS_PER_FEN * weight) / divisor) };
    }),
  { maxLength: 8 },
);

function withIds(drawn: { total_fen: bigint; parts: bigint[] }[]): DiscountedLine[] {
  return drawn.map(({ total_fen, parts }, line) => ({
    total_fen,
    discounts: parts.map((value, promotion) => ({
      id: `${line}.${promotion}`,
      promotion: `P${promotion}`,
      parts: value,
    })),
  }));
}

describe("laws of wholeFenDiscounts", () => {
  it("each line loses at most what it costs, and no part is negative", () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const input = withIds(drawn);
        const fen = wholeFenDiscounts(input);
        for (const { total_fen, discounts } of input) {
          const lost = discounts.reduce((sum, { id }) => sum + (fen.get(id) ?? 0n), 0n);
          expect(lost <= total_fen).toBe(true);
          for (const { id } of discounts) expect((fen.get(id) ?? -1n) >= 0n).toBe(true);
        }
      }),
    );
  });

  it("the parts of a single discount add up to it, rounded half up, and lie within a fen of the exact share", () => {
    fc.assert(
      fc.property(lines, (drawn) => {
        const input = withIds(drawn.map(({ total_fen, parts }) => ({ total_fen, parts: parts.slice(0, 1) })));
        const fen = wholeFenDiscounts(input);
        const shares = input.flatMap(({ discounts }) => discounts);
        const exact = shares.reduce((sum, { parts }) => sum + parts, 0n);
        expect(shares.reduce((sum, { id }) => sum + (fen.get(id) ?? 0n), 0n)).toBe(roundPartsToFen(exact));
        for (const { id, parts } of shares) {
          const distance = (fen.get(id) ?? 0n) * PARTS_PER_FEN - parts;
          expect(distance < PARTS_PER_FEN && distance > -PARTS_PER_FEN).toBe(true);
        }
      }),
    );
  });
});
