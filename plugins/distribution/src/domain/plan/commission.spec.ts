import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumFen } from "../money";
import { attribute, marginLeft } from "./commission";
import { PlanTermsShape } from "./plan-shape";
import type { OrderedLine, RatePlan } from "./rates";

const NOW = new Date("2026-03-01T00:00:00.000Z");
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
const planOf = (terms: object = {}, tiers: RatePlan["tiers"] = rates): RatePlan => ({
  tiers,
  ...PlanTermsShape.parse({ binding: { protection_days: 0 }, ...terms }),
});
const lines = (bases: readonly bigint[]): OrderedLine[] =>
  bases.map((base_fen, index) => ({ order_line_id: `line_${index}`, base_fen }));
const amounts = (plan: RatePlan, bought: readonly OrderedLine[]) =>
  attribute(plan, bought, chain, NOW).map(({ amount_fen }) => amount_fen);
const cost = (unit_cost_fen: bigint, quantity = 1) => ({
  ...{ variant_id: "v", product_id: "p", collection_id: null, category_ids: [], list_fen: null },
  unit_cost_fen,
  quantity,
});

describe("attribute", () => {
  it("freezes every line for every earner, with the reason", () => {
    const frozen = attribute(planOf(), lines([1_999n, 3_333n]), chain, NOW);
    expect(frozen.map((one) => [one.order_line_id, one.tier, one.amount_fen])).toEqual([
      ["line_0", 1, 199n],
      ["line_0", 2, 59n],
      ["line_1", 1, 333n],
      ["line_1", 2, 99n],
    ]);
    expect(frozen[0]).toMatchObject({
      rate: { rate_bps: 1_000 },
      rule: null,
      campaign: null,
      cut_by: null,
      quantity: 1,
    });
  });

  it("leaves out what has no base, tiers without a rate, and rates of zero", () => {
    expect(amounts(planOf(), lines([0n]))).toEqual([]);
    expect(amounts(planOf({}, rates.slice(0, 1)), lines([100n]))).toHaveLength(1);
    const rules = [{ code: "none", target: { type: "product", id: "p" }, tiers: [{ tier: 2, rate_bps: 0 }] }];
    const [line] = lines([100n]);
    expect(amounts(planOf({ rules }), line ? [{ ...line, goods: cost(0n) }] : [])).toEqual([10n]);
  });

  it("regression 6: freight is in no base, so it earns nothing; fixed fen count each piece once", () => {
    expect(sumFen(amounts(planOf(), lines([10_000n])))).toBe(1_300n);
    const fixed = planOf({}, [{ tier: 1, fixed_fen: 500n }]);
    const [line] = lines([10_000n]);
    expect(amounts(fixed, line ? [{ ...line, goods: cost(0n, 3) }] : [])).toEqual([1_500n]);
  });

  it("pays by the grade of each earner", () => {
    const rules = [
      {
        code: "gold",
        target: { type: "all" },
        grade: "gold",
        tiers: rates.map(({ tier }) => ({ tier, rate_bps: 2_000 })),
      },
    ];
    const graded = chain.map((earner) => ({ ...earner, grade: earner.tier === 2 ? "gold" : null }));
    const frozen = attribute(planOf({ rules }), lines([10_000n]), graded, NOW);
    expect(frozen.map(({ amount_fen, rule, grade }) => [amount_fen, rule, grade])).toEqual([
      [1_000n, null, null],
      [2_000n, "gold", "gold"],
    ]);
  });
});

it("pays what the merchants' guide works out by hand", () => {
  const window = { starts_at: "2026-11-10T16:00:00Z", ends_at: "2026-11-11T16:00:00Z" };
  const first = (rate_bps: number) => [{ tier: 1, rate_bps }];
  const plan = planOf({
    grades: [{ code: "grade-1", rank: 1, name: "金牌" }],
    rules: [
      { code: "rule-1", target: { type: "category", id: "tea" }, tiers: first(1_500) },
      { code: "rule-2", target: { type: "all" }, grade: "grade-1", tiers: first(1_200) },
    ],
    campaigns: [
      {
        ...{ code: "campaign-1", name: "双十一", ...window },
        rates: [{ code: "rate-1", target: { type: "all" }, tiers: first(2_000) }],
      },
    ],
    caps: { margin_floor: { keep_bps: 2_000, above_cost: true } },
  });
  const order = [
    {
      order_line_id: "longjing",
      base_fen: 35_820n,
      goods: { ...cost(12_000n, 2), category_ids: ["tea"], list_fen: 39_800n },
    },
    { order_line_id: "cup", base_fen: 5_310n, goods: { ...cost(0n), unit_cost_fen: null, list_fen: 5_900n } },
  ];
  const sale = new Date("2026-11-11T04:00:00Z");
  const graded = chain.map((earner) => ({ ...earner, grade: earner.tier === 1 ? "grade-1" : null }));
  const reasons = attribute(plan, order, graded, sale).map((one) => [one.amount_fen, one.rule, one.cut_by]);
  expect(reasons).toEqual([
    [3_880n, "rule-1", "margin_floor"],
    [776n, null, "margin_floor"],
    [637n, "rule-2", null],
    [159n, null, null],
  ]);
  const ungraded = attribute(plan, order, chain, sale).find(({ order_line_id }) => order_line_id === "cup");
  expect(ungraded).toMatchObject({ amount_fen: 1_062n, campaign: "campaign-1" });
});

describe("caps", () => {
  it("cut a line's tiers in proportion and say so", () => {
    const frozen = attribute(
      planOf({ caps: { per_line: { fixed_fen: "1000" } } }),
      lines([10_000n]),
      chain,
      NOW,
    );
    expect(frozen.map(({ amount_fen, cut_by }) => [amount_fen, cut_by])).toEqual([
      [769n, "per_line"],
      [231n, "per_line"],
    ]);
  });

  it("cut an order over all its lines, after the lines were cut", () => {
    const caps = { per_line: { rate_bps: 650 }, per_order: { rate_bps: 500 } };
    const frozen = attribute(planOf({ caps }), lines([10_000n, 10_000n]), chain, NOW);
    expect(frozen.map(({ amount_fen, cut_by }) => [amount_fen, cut_by])).toEqual([
      [385n, "per_order"],
      [115n, "per_order"],
      [385n, "per_order"],
      [115n, "per_order"],
    ]);
  });

  it("keep the margin: a share of the base rounded up, and the cost where it is known", () => {
    const floor = { keep_bps: 9_500, above_cost: true };
    expect(marginLeft(floor, { order_line_id: "l", base_fen: 1_999n })).toBe(99n);
    expect(
      marginLeft(
        { keep_bps: 0, above_cost: true },
        { order_line_id: "l", base_fen: 1_999n, goods: cost(900n, 2) },
      ),
    ).toBe(199n);
    expect(
      marginLeft(
        { keep_bps: 0, above_cost: false },
        { order_line_id: "l", base_fen: 1_999n, goods: cost(900n, 2) },
      ),
    ).toBe(1_999n);
    expect(marginLeft(floor, { order_line_id: "l", base_fen: 1_999n, goods: cost(1_999n) })).toBe(0n);
    const caps = { margin_floor: { keep_bps: 0, above_cost: true } };
    const frozen = attribute(
      planOf({ caps }),
      [{ order_line_id: "l", base_fen: 1_000n, goods: cost(1_000n) }],
      chain,
      NOW,
    );
    expect(frozen.map(({ amount_fen, cut_by }) => [amount_fen, cut_by])).toEqual([
      [0n, "margin_floor"],
      [0n, "margin_floor"],
    ]);
  });

  it("no line pays more than its base, whatever the fixed amounts", () => {
    const fixed = planOf({}, [
      { tier: 1, fixed_fen: 900n },
      { tier: 2, fixed_fen: 300n },
    ]);
    expect(amounts(fixed, lines([1_000n]))).toEqual([750n, 250n]);
  });
});

describe("laws", () => {
  const cap = fc.oneof(
    fc.constant(null),
    fc.record({ rate_bps: fc.integer({ min: 0, max: 10_000 }) }),
    fc.record({ fixed_fen: fc.bigInt({ min: 0n, max: 20_000n }).map(String) }),
  );
  const floor = fc.option(
    fc.record({ keep_bps: fc.integer({ min: 0, max: 10_000 }), above_cost: fc.boolean() }),
  );
  const caps = fc.record({ per_line: cap, per_order: cap, margin_floor: floor });
  const tierRate = (tier: number) =>
    fc.oneof(
      fc.record({ tier: fc.constant(tier), rate_bps: fc.integer({ min: 1, max: 5_000 }) }),
      fc.record({ tier: fc.constant(tier), fixed_fen: fc.bigInt({ min: 1n, max: 5_000n }) }),
    );
  const bought = fc
    .array(
      fc.record({
        base_fen: fc.bigInt({ min: 0n, max: 100_000n }),
        quantity: fc.integer({ min: 1, max: 5 }),
        unit: fc.bigInt({ min: 0n, max: 20_000n }),
      }),
      { maxLength: 6 },
    )
    .map((list) =>
      list.map(({ base_fen, quantity, unit }, index) => ({
        order_line_id: `line_${index}`,
        base_fen,
        goods: cost(unit, quantity),
      })),
    );
  const capFen = (one: RatePlan["caps"]["per_line"], base: bigint) =>
    !one ? null : "rate_bps" in one ? (base * BigInt(one.rate_bps)) / 10_000n : one.fixed_fen;

  it("nothing is ever above the base, the caps or the margin floor, nor above what the rate gives", () => {
    fc.assert(
      fc.property(caps, tierRate(1), tierRate(2), bought, (some, first, second, order) => {
        const plan = planOf({ caps: some }, [first, second]);
        const frozen = attribute(plan, order, chain, NOW);
        for (const line of order) {
          const parts = frozen.filter(({ order_line_id }) => order_line_id === line.order_line_id);
          const paid = sumFen(parts.map(({ amount_fen }) => amount_fen));
          const bounds = [line.base_fen, capFen(plan.caps.per_line, line.base_fen)];
          if (plan.caps.margin_floor) bounds.push(marginLeft(plan.caps.margin_floor, line));
          for (const bound of bounds) expect(bound === null || paid <= bound).toBe(true);
          for (const { rate, quantity, base_fen, amount_fen, cut_by } of parts) {
            const given =
              "rate_bps" in rate
                ? (base_fen * BigInt(rate.rate_bps)) / 10_000n
                : rate.fixed_fen * BigInt(quantity);
            expect(amount_fen >= 0n && (cut_by === null ? amount_fen === given : amount_fen < given)).toBe(
              true,
            );
          }
        }
        const all = sumFen(frozen.map(({ amount_fen }) => amount_fen));
        const orderCap = capFen(plan.caps.per_order, sumFen(order.map(({ base_fen }) => base_fen)));
        expect(orderCap === null || all <= orderCap).toBe(true);
      }),
    );
  });

  it("a cut uses its cap up to the last fen", () => {
    fc.assert(
      fc.property(bought, fc.bigInt({ min: 0n, max: 5_000n }), (order, fen) => {
        const uncut = sumFen(amounts(planOf(), order));
        const capped = sumFen(amounts(planOf({ caps: { per_order: { fixed_fen: String(fen) } } }), order));
        expect(capped).toBe(uncut < fen ? uncut : fen);
      }),
    );
  });
});
