import { describe, expect, it } from "vitest";
import { firstRepeated, ratesRefusal } from "./plan-rates";
import { PlanDraftShape } from "./plan-shape";

const tiers = [
  { tier: 1, rate_bps: 1_000 },
  { tier: 2, rate_bps: 300 },
];
const ofProduct = { code: "tea", target: { type: "product", id: "prod_1" }, tiers };
const window = { starts_at: "2026-11-10T16:00:00.000Z", ends_at: "2026-11-11T16:00:00.000Z" };
const campaign = {
  code: "sale",
  name: "大促",
  ...window,
  rates: [{ ...ofProduct, target: { type: "all" } }],
};

const refusalOf = (change: object) =>
  ratesRefusal(
    PlanDraftShape.parse({
      name: "方案",
      tiers,
      holding_days: 7,
      minimum_payout_fen: "1000",
      joining_mode: "free",
      agreement: { version: "1", title: "协议", body: "正文" },
      binding: { protection_days: 180 },
      grades: [{ code: "gold", rank: 1, name: "金牌" }],
      ...change,
    }),
  );

describe("ratesRefusal", () => {
  it("lets rules, campaigns and caps pass that can hold", () => {
    const rules = [ofProduct, { code: "gold", target: { type: "all" }, grade: "gold", tiers }];
    const caps = { per_line: { rate_bps: 0 }, per_order: { fixed_fen: "0" } };
    expect(refusalOf({ rules, campaigns: [campaign], caps })).toBeNull();
  });

  it.each<[string, string, object]>([
    ["tiers_not_consecutive", "plan.tiers", { tiers: [] }],
    ["tiers_not_consecutive", "plan.tiers", { tiers: [{ tier: 2, rate_bps: 100 }] }],
    ["tiers_not_consecutive", "plan.tiers", { tiers: [tiers[0], tiers[0]] }],
    ["rate_out_of_range", "plan.tiers.0", { tiers: [{ tier: 1, rate_bps: 0 }] }],
    ["rate_out_of_range", "plan.tiers.0", { tiers: [{ tier: 1, rate_bps: 7.5 }] }],
    ["rate_out_of_range", "plan.tiers.0", { tiers: [{ tier: 1, rate_bps: 10_001 }] }],
    ["rate_out_of_range", "plan.tiers.0", { tiers: [{ tier: 1, fixed_fen: "0" }] }],
    [
      "rates_exceed_base",
      "plan.tiers",
      {
        tiers: [
          { tier: 1, rate_bps: 9_800 },
          { tier: 2, rate_bps: 201 },
        ],
      },
    ],
    ["code_taken", "plan.rules.1.code", { rules: [ofProduct, ofProduct] }],
    ["rule_without_target", "plan.rules.0.target", { rules: [{ ...ofProduct, target: { type: "all" } }] }],
    [
      "rule_tier_unknown",
      "plan.rules.0.tiers",
      { rules: [{ ...ofProduct, tiers: [{ tier: 3, rate_bps: 1 }] }] },
    ],
    ["rule_tier_unknown", "plan.rules.0.tiers", { rules: [{ ...ofProduct, tiers: [tiers[0], tiers[0]] }] }],
    ["grade_unknown", "plan.rules.0.grade", { rules: [{ ...ofProduct, grade: "silver" }] }],
    [
      "rate_out_of_range",
      "plan.rules.0.tiers.0",
      { rules: [{ ...ofProduct, tiers: [{ tier: 1, rate_bps: -1 }] }] },
    ],
    ["code_taken", "plan.campaigns.1.code", { campaigns: [campaign, campaign] }],
    [
      "campaign_window_empty",
      "plan.campaigns.0.ends_at",
      { campaigns: [{ ...campaign, ends_at: window.starts_at }] },
    ],
    [
      "grade_unknown",
      "plan.campaigns.0.rates.0.grade",
      { campaigns: [{ ...campaign, rates: [{ ...ofProduct, grade: "silver" }] }] },
    ],
    ["cap_out_of_range", "plan.caps.per_line", { caps: { per_line: { rate_bps: 10_001 } } }],
    [
      "cap_out_of_range",
      "plan.caps.margin_floor.keep_bps",
      { caps: { margin_floor: { keep_bps: -1, above_cost: false } } },
    ],
  ])("refuses with %s at %s", (code, field, change) => {
    expect(refusalOf(change)).toEqual({ kind: "refused", code, field });
  });
});

it("firstRepeated points at the second of two", () => {
  expect(firstRepeated(["a", "b", "a"])).toBe(2);
  expect(firstRepeated(["a", "b"])).toBe(-1);
});
