import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumOfFen } from "./money";
import { type RefundedLine, withdrawalOf } from "./withdrawal";

const line: RefundedLine = {
  order_line_id: "ordli_1",
  quantity: 2,
  fulfilled_quantity: 0,
  unit_price_fen: 3990n,
  discounts_fen: [399n],
  refunded: { quantity: 1, goods_fen: 3790n },
};

describe("withdrawalOf", () => {
  it("takes the piece and its part of the discount off", () => {
    expect(withdrawalOf(line)).toEqual({
      order_line_id: "ordli_1",
      quantity: 1,
      goods_fen: 3790n,
      kept_quantity: 1,
      kept_discounts_fen: [199n],
    });
  });

  it.each<[string, Partial<RefundedLine>]>([
    ["all of it is packed", { fulfilled_quantity: 2 }],
    ["nothing of it was refunded", { refunded: { quantity: 0, goods_fen: 0n } }],
  ])("takes nothing off when %s", (_, change) => expect(withdrawalOf({ ...line, ...change })).toBeNull());

  it("takes off no more than is unpacked", () => {
    const refunded = { quantity: 2, goods_fen: 7581n };
    expect(withdrawalOf({ ...line, fulfilled_quantity: 1, refunded })).toMatchObject({
      quantity: 1,
      kept_quantity: 1,
    });
  });

  it("leaves of the line what was paid for it and not refunded", () => {
    const bought = fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      unit_price_fen: fc.bigInt({ min: 1n, max: 10_000n }),
      shares: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 3 }),
      pieces: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(bought, ({ quantity, unit_price_fen, shares, pieces }) => {
        const gross = unit_price_fen * BigInt(quantity);
        const discounts_fen = shares.map((percent) => (gross * BigInt(percent)) / 100n);
        const total = gross - sumOfFen(discounts_fen);
        const given = Math.min(pieces, quantity);
        const goods_fen = (total * BigInt(given)) / BigInt(quantity);
        const left = withdrawalOf({
          ...line,
          quantity,
          unit_price_fen,
          discounts_fen,
          refunded: { quantity: given, goods_fen },
        });
        const kept = left
          ? unit_price_fen * BigInt(left.kept_quantity) - sumOfFen(left.kept_discounts_fen)
          : 0n;
        expect(left?.quantity).toBe(given);
        expect(kept + goods_fen).toBe(total);
        for (const fen of left?.kept_discounts_fen ?? []) expect(fen).toBeGreaterThanOrEqual(0n);
      }),
    );
  });
});
