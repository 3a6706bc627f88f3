import { expect, it } from "vitest";
import { estimate, tierRanges } from "./estimate";
import { PlanTermsShape } from "./plan-shape";

const NOW = new Date("2026-11-11T00:00:00.000Z");
const tiers = [
  { tier: 1, rate_bps: 1_000 },
  { tier: 2, rate_bps: 500 },
];
const plan = (terms: object) => ({
  tiers,
  ...PlanTermsShape.parse({ binding: { protection_days: 0 }, ...terms }),
});
const goods = { product_id: "prod_1", collection_id: null, category_ids: [], unit_cost_fen: null };
const variants = [
  { price_fen: 1_999n, goods: { ...goods, variant_id: "small" } },
  { price_fen: 5_000n, goods: { ...goods, variant_id: "large" } },
];
const grades = [{ code: "gold", rank: 1, name: "金牌" }];

it("runs from the cheapest variant to the dearest", () => {
  expect(estimate(plan({}), variants, null, NOW)).toEqual({ min_fen: 199n, max_fen: 500n });
  expect(estimate(plan({}), [], null, NOW)).toBeNull();
});

it("knows rules for a variant and for the distributor's own grade", () => {
  const rules = [
    { code: "small", target: { type: "variant", id: "small" }, tiers: [{ tier: 1, fixed_fen: "900" }] },
    { code: "gold", target: { type: "all" }, grade: "gold", tiers: [{ tier: 1, rate_bps: 2_000 }] },
  ];
  expect(estimate(plan({ rules, grades }), variants, null, NOW)).toEqual({ min_fen: 500n, max_fen: 900n });
  expect(estimate(plan({ rules, grades }), variants, "gold", NOW)).toEqual({
    min_fen: 900n,
    max_fen: 1_000n,
  });
});

it("promises no more than a cap leaves when the tier above shares it", () => {
  const caps = { per_line: { rate_bps: 900 } };
  expect(estimate(plan({ caps }), variants.slice(1), null, NOW)).toEqual({ min_fen: 300n, max_fen: 450n });
});

it("tells the range of each tier now, campaigns included only while they run", () => {
  const campaign = {
    ...{ code: "sale", name: "大促", starts_at: "2026-11-10T16:00:00Z", ends_at: "2026-11-11T16:00:00Z" },
    rates: [{ code: "all", target: { type: "all" }, tiers: [{ tier: 1, rate_bps: 2_500 }] }],
  };
  const rules = [
    { code: "tea", target: { type: "product", id: "prod_1" }, tiers: [{ tier: 1, rate_bps: 300 }] },
    { code: "cup", target: { type: "product", id: "prod_2" }, tiers: [{ tier: 2, fixed_fen: "100" }] },
  ];
  const rich = plan({ rules, campaigns: [campaign] });
  expect(tierRanges(rich, NOW)).toEqual([
    { tier: 1, rate_bps: { min: 300, max: 2_500 }, fixed_fen: null },
    { tier: 2, rate_bps: { min: 500, max: 500 }, fixed_fen: { min: 100n, max: 100n } },
  ]);
  expect(tierRanges(rich, new Date("2026-11-11T16:00:00Z"))[0]?.rate_bps).toEqual({ min: 300, max: 1_000 });
});
