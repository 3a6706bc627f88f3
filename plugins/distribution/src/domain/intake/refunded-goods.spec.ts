import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "../money";
import { type GoodsRefund, namedLines, refundedParts } from "./refunded-goods";

const linesOf = (bases: readonly bigint[]) =>
  bases.map((base_fen, index) => ({ order_line_id: `line_${index}`, base_fen }));

const forOrder = (goods_fen: bigint): GoodsRefund => ({ goods_fen, lines: null });
const forLine = (index: number, goods_fen: bigint): GoodsRefund => ({
  goods_fen,
  lines: [{ order_line_id: `line_${index}`, goods_fen }],
});

describe("refundedParts", () => {
  it.each<[string, bigint[], GoodsRefund[], bigint[]]>([
    ["a line's own money is its own", [1_000n, 3_000n], [forLine(0, 1_000n)], [1_000n, 0n]],
    ["an order's is spread", [1_000n, 3_000n], [forOrder(400n)], [100n, 300n]],
    [
      "both: what is left of the lines takes the rest",
      [1_000n, 3_000n],
      [forLine(0, 1_000n), forOrder(400n)],
      [1_000n, 400n],
    ],
    ["in the other order too", [1_000n, 3_000n], [forOrder(400n), forLine(0, 1_000n)], [1_000n, 400n]],
    ["more than a line cost is the order's", [1_000n, 3_000n], [forLine(0, 1_200n)], [1_000n, 200n]],
    ["a line nobody froze concerns no other", [1_000n, 3_000n], [forLine(7, 500n)], [0n, 0n]],
    ["never more than everything", [1_000n], [forLine(0, 1_000n), forOrder(900n)], [1_000n]],
  ])("%s", (_, bases, refunds, parts) => {
    expect(refundedParts(refunds, linesOf(bases))).toEqual(parts);
  });

  const bases = fc.array(fc.bigInt({ min: 0n, max: 20_000n }), { minLength: 1, maxLength: 8 });
  const refund = fc.oneof(
    fc.bigInt({ min: 0n, max: 20_000n }).map(forOrder),
    fc.tuple(fc.nat(8), fc.bigInt({ min: 1n, max: 9_000n })).map(([line, fen]) => forLine(line, fen)),
  );
  const refunds = fc.array(refund, { maxLength: 8 });

  it("law: parts stay within their bases and come to what was given back, whatever its order", () => {
    fc.assert(
      fc.property(bases, refunds, (amounts, all) => {
        const lines = linesOf(amounts);
        const parts = refundedParts(all, lines);
        expect(parts.every((part, index) => part >= 0n && part <= (amounts[index] ?? 0n))).toBe(true);
        const own = all.filter(
          (one) =>
            !one.lines || lines.some(({ order_line_id }) => order_line_id === one.lines?.[0]?.order_line_id),
        );
        const given = sumFen(own.map(({ goods_fen }) => goods_fen));
        const whole = sumFen(amounts);
        expect(sumFen(parts)).toBe(given < whole ? given : whole);
        expect(refundedParts([...all].reverse(), lines)).toEqual(parts);
      }),
      { numRuns: 500 },
    );
  });

  it("law: no line's part shrinks when another refund comes, of a line or of the order", () => {
    fc.assert(
      fc.property(bases, refunds, refund, (amounts, before, more) => {
        const lines = linesOf(amounts);
        const small = refundedParts(before, lines);
        const large = refundedParts([...before, more], lines);
        expect(large.every((part, index) => part >= (small[index] ?? 0n))).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("namedLines", () => {
  const line = (order_line_id: string, goods_fen: bigint) => ({ order_line_id, goods_fen });
  it.each([
    ["nobody named any", undefined, null],
    ["none", [], null],
    ["as much as the refund", [line("a", 60n), line("b", 40n)], [line("a", 60n), line("b", 40n)]],
    ["less, for the rest is freight", [line("a", 60n)], [line("a", 60n)]],
    ["more than the refund", [line("a", 101n)], null],
    ["nothing of a line", [line("a", 0n)], null],
    ["a line twice", [line("a", 10n), line("a", 10n)], null],
  ])("%s", (_, named, lines) => {
    expect(namedLines(100n, named)).toEqual(lines);
  });
});
