import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discountsAfterEdit, type EditedDiscount, type EditedLine } from "./edited-discounts";
import { PARTS_PER_FEN, sumOfFen } from "./money";

const discount = (fen: number, change: Partial<EditedDiscount> = {}): EditedDiscount => {
  const parts = BigInt(Math.round(fen * Number(PARTS_PER_FEN)));
  return { id: "a", promotion: "p", parts, was_parts: parts, is_fixed: false, ...change };
};
const line = (change: Partial<EditedLine>): EditedLine => ({
  total_fen: 39_600n,
  quantity: 2,
  was_quantity: 3,
  discounts: [discount(19_798)],
  ...change,
});

describe("discountsAfterEdit", () => {
  it.each<[string, EditedLine, bigint]>([
    ["2 of 3 pieces keep two thirds", line({}), 13_199n],
    ["nothing was taken away", line({ was_quantity: 2 }), 19_798n],
    ["pieces were added", line({ was_quantity: 1 }), 19_798n],
    ["the line is new", line({ was_quantity: null }), 19_798n],
    ["it is a sum for the order", line({ discounts: [discount(1000, { is_fixed: true })] }), 1000n],
    [
      "Medusa has reckoned it anew",
      line({ discounts: [discount(13_198.68, { was_parts: discount(19_798).parts })] }),
      13_199n,
    ],
    ["there was none before", line({ discounts: [discount(500.5, { was_parts: null })] }), 501n],
    ["it would take more than the line costs", line({ total_fen: 100n, was_quantity: 2 }), 100n],
    ["half a piece is left of one", line({ quantity: 0.5, was_quantity: 1 }), 9899n],
  ])("%s", (_, edited, fen) => expect(discountsAfterEdit([edited]).get("a")).toBe(fen));

  it("never takes more than the lines cost, and is the same when it is asked again", () => {
    const edited = fc.record({
      total_fen: fc.bigInt({ min: 0n, max: 10_000n }),
      quantity: fc.nat(5),
      was_quantity: fc.option(fc.integer({ min: 1, max: 5 })),
      parts: fc.bigInt({ min: 0n, max: 20_000n * PARTS_PER_FEN }),
    });
    fc.assert(
      fc.property(fc.array(edited, { maxLength: 5 }), (rows) => {
        const lines = rows.map(({ parts, ...row }, index) => ({
          ...row,
          discounts: [{ id: String(index), promotion: "p", parts, was_parts: parts, is_fixed: false }],
        }));
        const fen = discountsAfterEdit(lines);
        for (const [index, { total_fen }] of lines.entries())
          expect(fen.get(String(index))).toBeLessThanOrEqual(total_fen);
        const settled = lines.map((row, index) => {
          const parts = (fen.get(String(index)) ?? 0n) * PARTS_PER_FEN;
          const discounts = row.discounts.map((one) => ({ ...one, parts, was_parts: parts }));
          return { ...row, was_quantity: row.quantity, discounts };
        });
        expect(sumOfFen(discountsAfterEdit(settled).values())).toBe(sumOfFen(fen.values()));
      }),
    );
  });
});
