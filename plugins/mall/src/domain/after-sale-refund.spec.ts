import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseOfNote, goodsOfRefund, refundNoteOf } from "./after-sale-refund";
import { sumOfFen } from "./money";

const linesOf = (amounts: bigint[]) =>
  amounts.map((goods_fen, index) => ({ order_line_id: `line_${index}`, goods_fen }));

describe("goodsOfRefund", () => {
  it.each<[string, bigint, bigint[], bigint[]]>([
    ["all of the goods", 1_500n, [1_000n, 500n], [1_000n, 500n]],
    ["the goods with their freight", 2_300n, [1_000n, 500n], [1_000n, 500n]],
    ["a part of them", 300n, [1_000n, 500n], [200n, 100n]],
    ["a fen that no share is whole for", 100n, [333n, 333n, 334n], [33n, 33n, 34n]],
    ["equal remainders: the earlier line", 1n, [50n, 50n], [1n, 0n]],
    ["goods that cost nothing", 100n, [0n, 0n], [0n, 0n]],
  ])("%s", (_, refund, amounts, parts) => {
    const expected = linesOf(parts).filter(({ goods_fen }) => goods_fen > 0n);
    expect(goodsOfRefund(refund, linesOf(amounts))).toEqual(expected);
  });

  it("law: parts stay within their goods and add up to the refund, as far as it is for goods", () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 99_999n }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.bigInt({ min: 1n, max: 300_000n }), (goods, refund) => {
        const parts = goodsOfRefund(refund, linesOf(goods));
        const whole = sumOfFen(goods);
        expect(sumOfFen(parts.map(({ goods_fen }) => goods_fen))).toBe(refund < whole ? refund : whole);
        const most = new Map(linesOf(goods).map((line) => [line.order_line_id, line.goods_fen]));
        expect(parts.every((part) => part.goods_fen <= (most.get(part.order_line_id) ?? 0n))).toBe(true);
      }),
    );
  });
});

it("a case's note names it, and no other note does", () => {
  expect(caseOfNote(refundNoteOf("asc_1"))).toBe("asc_1");
  expect(caseOfNote("顾客来电")).toBeNull();
});
