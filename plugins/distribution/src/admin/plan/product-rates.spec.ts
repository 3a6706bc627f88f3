import { expect, test } from "vitest";
import { tierEstimates } from "./product-rates";

const NOW = new Date("2026-11-29T00:00:00Z");
const variant = {
  id: "variant_1",
  product_id: "prod_1",
  collection_id: null,
  category_ids: ["pcat_tea"],
  price_fen: "4800",
};
const plan = {
  tiers: [
    { tier: 1, rate_bps: 1_000 },
    { tier: 2, rate_bps: 300 },
  ],
  rules: [
    {
      code: "rule-1",
      target: { type: "category" as const, id: "pcat_tea" },
      grade: null,
      tiers: [{ tier: 1, rate_bps: 1_500 }],
    },
  ],
  campaigns: [],
};

test("a product's rule goes before the plan's own rate, tier by tier, and amounts are of one piece", () => {
  expect(tierEstimates(plan, variant, NOW)).toEqual([
    { tier: 1, rate: { rate_bps: 1_500 }, amount_fen: "720" },
    { tier: 2, rate: { rate_bps: 300 }, amount_fen: "144" },
  ]);
});

test("a running campaign goes before a rule as specific, and ends when it ends", () => {
  const campaigns = [
    {
      code: "campaign-1",
      name: "双十一",
      starts_at: "2026-11-28T00:00:00Z",
      ends_at: "2026-11-30T00:00:00Z",
      rates: [
        {
          code: "rate-1",
          target: { type: "category" as const, id: "pcat_tea" },
          grade: null,
          tiers: [{ tier: 1, fixed_fen: "900" }],
        },
      ],
    },
  ];
  const [during] = tierEstimates({ ...plan, campaigns }, variant, NOW);
  expect(during).toEqual({ tier: 1, rate: { fixed_fen: "900" }, amount_fen: "900" });
  const [after] = tierEstimates({ ...plan, campaigns }, variant, new Date("2026-11-30T00:00:00Z"));
  expect(after).toMatchObject({ rate: { rate_bps: 1_500 } });
});

test("without a price in yuan the rate is known and the amount is not", () => {
  expect(tierEstimates(plan, { ...variant, price_fen: null }, NOW)[0]).toEqual({
    tier: 1,
    rate: { rate_bps: 1_500 },
    amount_fen: null,
  });
});
