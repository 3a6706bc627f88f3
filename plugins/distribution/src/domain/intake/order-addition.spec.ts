import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "../money";
import { attribute } from "../plan/commission";
import type { Caps } from "../plan/plan-shape";
import { dueTransfers } from "./due-transfers";
import {
  capsLeft,
  furtherPieces,
  linesOfPayment,
  type OrderChange,
  paidPart,
  paidPieces,
  shopLineOf,
} from "./order-addition";

const pieces = (order_line_id: string, worth_fen: bigint, quantity = 1) => ({
  order_line_id,
  quantity,
  worth_fen,
});
const change = (added: OrderChange["added"], taken_fen = 0n, freight_fen = 0n): OrderChange => ({
  added,
  taken_fen,
  freight_fen,
});
const basesOf = (changes: OrderChange[], paid_fen: bigint) =>
  Object.fromEntries(
    paidPieces(changes, paid_fen).map(({ order_line_id, base_fen }) => [order_line_id, base_fen]),
  );

describe("what a later payment pays for", () => {
  it.each<[string, OrderChange[], bigint, Record<string, bigint>]>([
    ["an added line", [change([pieces("new", 9_900n)])], 9_900n, { new: 9_900n }],
    ["an added line with freight", [change([pieces("new", 9_900n)], 0n, 800n)], 10_700n, { new: 9_900n }],
    [
      "a dearer exchange: the difference",
      [change([pieces("new", 15_000n)], 10_000n)],
      5_000n,
      { new: 5_000n },
    ],
    [
      "a dearer exchange with freight",
      [change([pieces("new", 15_000n)], 10_000n, 800n)],
      5_800n,
      { new: 5_000n },
    ],
    ["freight alone", [change([pieces("new", 9_000n)], 10_000n, 2_000n)], 1_000n, { new: 0n }],
    [
      "an even exchange and an edit: the edit alone",
      [change([pieces("even", 10_000n)], 10_000n), change([pieces("more", 3_000n)])],
      3_000n,
      { even: 0n, more: 3_000n },
    ],
    [
      "an exchange whose goods were kept after all: the whole worth",
      [change([pieces("new", 15_000n)], 10_000n)],
      15_000n,
      { new: 15_000n },
    ],
    [
      "pieces added and taken away again",
      [change([pieces("line", 6_000n, 2)]), change([], 3_000n)],
      3_000n,
      { line: 3_000n },
    ],
    ["nothing but freight added", [change([], 0n, 500n)], 500n, {}],
    [
      "two lines of one exchange share the difference",
      [change([pieces("one", 200n), pieces("two", 100n)], 200n)],
      100n,
      { one: 67n, two: 33n },
    ],
  ])("%s", (_case, changes, paid_fen, expected) => {
    expect(basesOf(changes, paid_fen)).toEqual(expected);
  });

  const fen = fc.bigInt(0n, 1_000_000n);
  const anyChange = fc.record({
    added: fc.array(
      fc.record({
        order_line_id: fc.constantFrom("a", "b", "c", "d"),
        quantity: fc.integer({ min: 1, max: 9 }),
        worth_fen: fen,
      }),
      { maxLength: 4 },
    ),
    taken_fen: fen,
    freight_fen: fc.bigInt(0n, 5_000n),
  });

  it("law: bases are within the worth, and add up to what was paid for goods", () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 4 }), fen, (changes, paid_fen) => {
        const lines = paidPieces(changes, paid_fen);
        const worth = sumFen(changes.flatMap(({ added }) => added.map(({ worth_fen }) => worth_fen)));
        const goods = paid_fen - sumFen(changes.map(({ freight_fen }) => freight_fen));
        const expected = goods < 0n ? 0n : goods < worth ? goods : worth;
        expect(sumFen(lines.map(({ base_fen }) => base_fen))).toBe(expected);
        for (const { base_fen, worth_fen } of lines) {
          expect(base_fen).toBeGreaterThanOrEqual(0n);
          expect(base_fen).toBeLessThanOrEqual(worth_fen);
        }
        expect(new Set(lines.map(({ order_line_id }) => order_line_id)).size).toBe(lines.length);
      }),
    );
  });
});

describe("an exchange", () => {
  const plan = {
    tiers: [{ tier: 1, rate_bps: 1_000 }],
    rules: [],
    campaigns: [],
    caps: { per_line: null, per_order: null, margin_floor: null },
  };
  const earner = { tier: 1, binding_id: "bind", distributor_id: "dist", distributor_no: 1n };
  const at = new Date("2026-03-01T00:00:00Z");

  const refundOf = (goods_fen: bigint) => ({ refund_id: "ref", goods_fen, lines: null, occurred_at: at });

  /** What one order or addition leaves its distributor once it is paid and refunded. */
  function keptOn(order_line_id: string, base_fen: bigint, refunded_fen: bigint): bigint {
    const lines = [{ order_line_id, base_fen }];
    const transfers = dueTransfers(
      {
        total_fen: base_fen,
        lines,
        attributions: attribute(plan, lines, [earner], at),
        captures: [{ amount_fen: base_fen, occurred_at: at }],
        refunds: refunded_fen > 0n ? [refundOf(refunded_fen)] : [],
        accruals: [],
        forgone: [],
      },
      1,
      new Map(),
    );
    return sumFen(transfers.map(({ kind, amount_fen }) => (kind === "accrue" ? amount_fen : -amount_fen)));
  }

  it("law: leaves the commission on the goods that are kept in the end, to two fen of rounding", () => {
    const price = fc.bigInt(1n, 1_000_000n);
    fc.assert(
      fc.property(price, price, fc.bigInt(0n, 2_000n), (returned, chosen, freight) => {
        const owed = chosen + freight - returned;
        const paid_fen = owed > 0n ? owed : 0n;
        const [added] = paidPieces([change([pieces("new", chosen)], returned, freight)], paid_fen);
        // What is given back beyond the new goods is refunded; freight paid out of the goods' worth claws nothing.
        const refunded = owed < 0n ? -owed : 0n;
        const kept = keptOn("old", returned, refunded) + keptOn("new", added?.base_fen ?? 0n, 0n);
        const keptGoods = chosen >= returned ? chosen : returned - refunded;
        const exact = keptGoods / 10n;
        expect(kept).toBeGreaterThanOrEqual(exact - 2n);
        expect(kept).toBeLessThanOrEqual(exact + 2n);
      }),
    );
  });

  it("pays fixed fen for pieces in the part that was paid anew", () => {
    const fixed = { ...plan, tiers: [{ tier: 1, fixed_fen: 300n }] };
    const line = { order_line_id: "new", base_fen: 5_000n, worth_fen: 15_000n };
    expect(attribute(fixed, [line], [earner], at)).toMatchObject([{ amount_fen: 100n, cut_by: "base" }]);
    expect(attribute(fixed, [{ ...line, base_fen: 15_000n }], [earner], at)).toMatchObject([
      { amount_fen: 300n, cut_by: null },
    ]);
  });
});

describe("goods that were paid for in part", () => {
  const goods = {
    quantity: 1,
    variant_id: "variant",
    product_id: null,
    collection_id: null,
    category_ids: [],
    unit_cost_fen: 8_000n,
    list_fen: 20_000n,
  };

  it("cost the shop that part, rounded up", () => {
    const part = paidPart(goods, { ...pieces("new", 15_000n), base_fen: 5_000n });
    expect(part).toMatchObject({ unit_cost_fen: 2_667n, list_fen: 6_666n });
    expect(paidPart(goods, { ...pieces("new", 15_000n), base_fen: 15_000n })).toEqual(goods);
    expect(
      paidPart({ ...goods, unit_cost_fen: null, list_fen: null }, { ...pieces("new", 2n), base_fen: 1n }),
    ).toEqual({
      ...goods,
      unit_cost_fen: null,
      list_fen: null,
    });
  });
});

describe("an order's cap", () => {
  const caps = (per_order: Caps["per_order"]): Caps => ({ per_line: null, per_order, margin_floor: null });

  it.each<[Caps["per_order"], bigint, bigint]>([
    [{ fixed_fen: 1_000n }, 400n, 600n],
    [{ fixed_fen: 1_000n }, 1_200n, 0n],
    [{ rate_bps: 500 }, 400n, 350n],
  ])("%o leaves what the order does not owe yet", (per_order, commission_fen, left) => {
    const before = { goods_fen: 10_000n, commission_fen };
    expect(capsLeft(caps(per_order), before, 5_000n).per_order).toEqual({ fixed_fen: left });
  });

  it("that is none stays none", () => {
    expect(capsLeft(caps(null), { goods_fen: 1n, commission_fen: 1n }, 1n)).toEqual(caps(null));
  });
});

it("more pieces of a line are told apart, and still lead to the line", () => {
  expect(furtherPieces("ordli_1", "pay_col_1")).not.toBe("ordli_1");
  expect(shopLineOf(furtherPieces("ordli_1", "pay_col_1"))).toBe("ordli_1");
  expect(shopLineOf("ordli_1")).toBe("ordli_1");
});

describe("the lines that a refund names", () => {
  const named = (...ids: string[]) => ids.map((order_line_id) => ({ order_line_id, goods_fen: 100n }));
  const own = ["a", "b:pay_col_1"];
  const elsewhere = ["b", "c"];

  it.each([
    ["are its payment's own", named("a"), named("a")],
    ["are the pieces that its payment paid for", named("a", "b"), named("a", "b:pay_col_1")],
    ["that another payment paid for make it one of its whole payment", named("a", "c"), null],
    ["that nobody paid for stay, and concern nobody", named("z"), named("z")],
  ])("%s", (_case, lines, expected) => {
    expect(linesOfPayment(lines, own, elsewhere)).toEqual(expected);
  });
});
