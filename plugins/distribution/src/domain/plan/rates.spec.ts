import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlanTermsShape, type RateRule } from "./plan-shape";
import { givenBy, isRunning, type OrderedLine, type RatePlan, resolveRate } from "./rates";

const NOW = new Date("2026-11-11T00:00:00.000Z");
const WINDOW = { starts_at: "2026-11-10T16:00:00.000Z", ends_at: "2026-11-11T16:00:00.000Z" };
const tiers = [
  { tier: 1, rate_bps: 1_000 },
  { tier: 2, rate_bps: 300 },
];

const line: OrderedLine = {
  order_line_id: "line",
  base_fen: 10_000n,
  goods: {
    quantity: 2,
    variant_id: "variant_1",
    product_id: "prod_1",
    collection_id: "pcol_1",
    category_ids: ["pcat_1", "pcat_2"],
    unit_cost_fen: null,
    list_fen: 12_000n,
  },
};

/** Rules from the least specific to the most; the nth pays n %. */
const ladder = [
  { code: "gold", target: { type: "all" }, grade: "gold" },
  { code: "category", target: { type: "category", id: "pcat_2" } },
  { code: "collection-gold", target: { type: "collection", id: "pcol_1" }, grade: "gold" },
  { code: "product", target: { type: "product", id: "prod_1" } },
  { code: "product-gold", target: { type: "product", id: "prod_1" }, grade: "gold" },
  { code: "variant", target: { type: "variant", id: "variant_1" } },
  { code: "variant-gold", target: { type: "variant", id: "variant_1" }, grade: "gold" },
].map((rule, index) => ({ ...rule, tiers: [{ tier: 1, rate_bps: 700 - index * 100 }] }));

function planOf(rules: object[], campaigns: object[] = []): RatePlan {
  return { tiers, ...PlanTermsShape.parse({ binding: { protection_days: 0 }, rules, campaigns }) };
}

const ruleFor = (plan: RatePlan, grade: string | null, tier = 1, at = NOW) =>
  resolveRate(plan, line, { tier, grade }, at)?.rule;

describe("resolveRate", () => {
  it("walks variant, product, collection and category, grade, plan", () => {
    for (let count = ladder.length; count > 0; count--) {
      expect(ruleFor(planOf(ladder.slice(0, count)), "gold")).toBe(ladder[count - 1]?.code);
    }
    expect(resolveRate(planOf([]), line, { tier: 1, grade: "gold" }, NOW)).toEqual({
      rate: { rate_bps: 1_000 },
      rule: null,
      campaign: null,
    });
  });

  it("regression 13: a grade is known by its code, never by its rank or its place in a list", () => {
    const grades = [
      { code: "2", rank: 1, name: "银牌" },
      { code: "1", rank: 2, name: "金牌" },
    ];
    const rules = grades.map(({ code, rank }) => ({
      code: `grade-${code}`,
      target: { type: "all" },
      grade: code,
      tiers: [{ tier: 1, rate_bps: rank * 1_000 + 500 }],
    }));
    const plan = { tiers, ...PlanTermsShape.parse({ binding: { protection_days: 0 }, rules, grades }) };
    expect(resolveRate(plan, line, { tier: 1, grade: "1" }, NOW)?.rate).toEqual({ rate_bps: 2_500 });
    expect(resolveRate(plan, line, { tier: 1, grade: "2" }, NOW)?.rate).toEqual({ rate_bps: 1_500 });
  });

  it("gives each tier its own rate: a rule that does not name a tier leaves it alone", () => {
    const plan = planOf(ladder);
    expect(resolveRate(plan, line, { tier: 2, grade: "gold" }, NOW)?.rate).toEqual({ rate_bps: 300 });
    expect(resolveRate(plan, line, { tier: 3, grade: "gold" }, NOW)).toBeNull();
  });

  it("lets a running campaign win over a rule that is as specific, not over one that is more so", () => {
    const rates = [
      { code: "all", target: { type: "all" }, tiers: [{ tier: 1, rate_bps: 1 }] },
      { code: "tea", target: { type: "product", id: "prod_1" }, tiers: [{ tier: 1, rate_bps: 2 }] },
    ];
    const campaign = { code: "sale", name: "大促", ...WINDOW, rates };
    const plan = planOf(ladder, [campaign]);
    expect(ruleFor(planOf([], [{ ...campaign, rates: rates.slice(0, 1) }]), null)).toBe("all");
    expect(ruleFor(planOf(ladder.slice(0, 4), [campaign]), null)).toBe("tea");
    expect(ruleFor(plan, null)).toBe("variant");
    expect(ruleFor(planOf(ladder.slice(0, 4), [campaign]), null, 1, new Date(WINDOW.ends_at))).toBe(
      "product",
    );
  });

  it("settles what is equally specific for the distributor, amounts and shares alike", () => {
    const share = {
      code: "a",
      target: { type: "category", id: "pcat_1" },
      tiers: [{ tier: 1, rate_bps: 500 }],
    };
    const fixed = (fen: string) => ({
      code: "b",
      target: { type: "collection", id: "pcol_1" },
      tiers: [{ tier: 1, fixed_fen: fen }],
    });
    expect(ruleFor(planOf([share, fixed("249")]), null)).toBe("a");
    expect(ruleFor(planOf([share, fixed("251")]), null)).toBe("b");
    expect(ruleFor(planOf([share, fixed("250")]), null)).toBe("a");
  });

  it("meets a line without goods with rules for everything only", () => {
    const bare = { order_line_id: "line", base_fen: 100n };
    expect(resolveRate(planOf(ladder), bare, { tier: 1, grade: "gold" }, NOW)?.rule).toBe("gold");
  });
});

describe("laws", () => {
  const target = fc.oneof(
    fc.record({ type: fc.constantFrom("variant"), id: fc.constantFrom("variant_1", "variant_2") }),
    fc.record({ type: fc.constantFrom("product"), id: fc.constantFrom("prod_1", "prod_2") }),
    fc.record({ type: fc.constantFrom("collection"), id: fc.constantFrom("pcol_1", "pcol_2") }),
    fc.record({ type: fc.constantFrom("category"), id: fc.constantFrom("pcat_1", "pcat_2", "pcat_3") }),
    fc.constant({ type: "all" }),
  );
  const rate = fc.oneof(
    fc.record({ tier: fc.constant(1), rate_bps: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ tier: fc.constant(1), fixed_fen: fc.integer({ min: 0, max: 3 }).map(String) }),
  );
  const rule = fc.record({
    target,
    grade: fc.constantFrom(null, "gold", "silver"),
    tiers: rate.map((one) => [one]),
  });
  const rules = fc
    .array(rule, { maxLength: 12 })
    .map((list) => list.map((one, index) => ({ ...one, code: `rule-${index}` })));

  it("the order in which rules and campaigns stand is irrelevant", () => {
    fc.assert(
      fc.property(rules, rules, fc.constantFrom(null, "gold"), (standing, rates, grade) => {
        const campaigns = rates.map((one, index) => ({
          code: `c-${index}`,
          name: "大促",
          ...WINDOW,
          rates: [one],
        }));
        const forward = resolveRate(planOf(standing, campaigns), line, { tier: 1, grade }, NOW);
        const backward = planOf([...standing].reverse(), [...campaigns].reverse());
        expect(resolveRate(backward, line, { tier: 1, grade }, NOW)).toEqual(forward);
      }),
    );
  });

  it("the most specific wins: nothing that matches is more specific than the winner", () => {
    const steps = ["all", "category", "collection", "product", "variant"];
    const height = ({ target, grade }: RateRule) =>
      Math.max(steps.indexOf(target.type), target.type === "category" ? 2 : 0) * 2 + (grade ? 1 : 0);
    const matches = ({ target, grade }: RateRule) =>
      (grade === null || grade === "gold") &&
      (target.type === "all" || ["variant_1", "prod_1", "pcol_1", "pcat_1", "pcat_2"].includes(target.id));
    fc.assert(
      fc.property(rules, (standing) => {
        const plan = planOf(standing);
        const winner = resolveRate(plan, line, { tier: 1, grade: "gold" }, NOW);
        const matching = plan.rules.filter(matches);
        const heights = matching.map(height);
        const won = matching.find(({ code }) => code === winner?.rule);
        expect(won === undefined).toBe(matching.length === 0);
        if (won) expect(height(won)).toBe(Math.max(...heights));
      }),
    );
  });
});

it("a campaign runs from its start until just before its end", () => {
  const window = { starts_at: new Date(1_000), ends_at: new Date(2_000) };
  expect([999, 1_000, 1_999, 2_000].map((ms) => isRunning(window, new Date(ms)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

it("a rate gives a share rounded down, a fixed amount counts pieces", () => {
  expect(givenBy({ rate_bps: 750 }, { base_fen: 1_999n })).toBe(149n);
  expect(givenBy({ fixed_fen: 250n }, line)).toBe(500n);
  expect(givenBy({ fixed_fen: 250n }, { base_fen: 1n })).toBe(250n);
});
