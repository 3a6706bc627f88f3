import { describe, expect, it } from "vitest";
import { jsonOf } from "../json";
import { PlanDraftShape } from "./plan-shape";

const least = {
  name: "方案",
  tiers: [{ tier: 1, rate_bps: 1_000 }],
  holding_days: 7,
  minimum_payout_fen: "1000",
  joining_mode: "free",
  agreement: { version: "1", title: "协议", body: "正文" },
  binding: { protection_days: 180 },
};

const full = {
  ...least,
  effective_from: "2026-11-11T00:00:00+08:00",
  tiers: [{ tier: 1, fixed_fen: "500" }],
  rules: [
    { code: "gold-tea", target: { type: "product", id: "prod_1" }, grade: "gold", tiers: least.tiers },
    { code: "gold", target: { type: "all" }, grade: "gold", tiers: [{ tier: 1, fixed_fen: "0" }] },
  ],
  campaigns: [
    {
      code: "double-11",
      name: "双十一",
      starts_at: "2026-11-10T16:00:00.000Z",
      ends_at: "2026-11-11T16:00:00.000Z",
      rates: [{ code: "all", target: { type: "all" }, tiers: [{ tier: 1, rate_bps: 2_000 }] }],
    },
  ],
  caps: {
    per_line: { rate_bps: 3_000 },
    per_order: { fixed_fen: "20000" },
    margin_floor: { keep_bps: 2_000, above_cost: true },
  },
  grades: [
    {
      code: "gold",
      rank: 2,
      name: "金牌",
      benefits: ["专属客服"],
      upgrade: { own_sales_fen: "1000000", window_days: 90 },
      downgrade: null,
    },
  ],
  payout_fee: { kind: "share", rate_bps: 60, minimum_fen: "100" },
};

describe("a draft", () => {
  it("that says the least means no rules, no caps, no grades and no fee", () => {
    expect(PlanDraftShape.parse(least)).toMatchObject({
      effective_from: null,
      rules: [],
      campaigns: [],
      caps: { per_line: null, per_order: null, margin_floor: null },
      grades: [],
      binding: { protection_days: 180, expires_after_days: null, customers: "all", self_purchase: "none" },
      payout_fee: { kind: "none" },
    });
  });

  it("travels there and back without a change", () => {
    const draft = PlanDraftShape.parse(full);
    expect(draft.tiers).toEqual([{ tier: 1, fixed_fen: 500n }]);
    expect(draft.effective_from?.toISOString()).toBe("2026-11-10T16:00:00.000Z");
    expect(PlanDraftShape.parse(jsonOf(draft))).toEqual(draft);
  });

  it.each([
    ["both a share and an amount", { tiers: [{ tier: 1, rate_bps: 1, fixed_fen: "1" }] }],
    ["a fraction of a fen", { minimum_payout_fen: "10.5" }],
    ["an unknown field", { head_count_bonus: 1 }],
    ["a moment without an offset", { effective_from: "2026-11-11T00:00:00" }],
    ["an unknown way of joining", { joining_mode: "paid" }],
  ])("with %s is not read", (_what, change) => {
    expect(PlanDraftShape.safeParse({ ...full, ...change }).success).toBe(false);
  });
});
