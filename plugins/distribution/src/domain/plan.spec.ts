import { describe, expect, it } from "vitest";
import { type Plan, type PlanDraft, planRefusal, samePlan } from "./plan";

const bounds = { profile: "cn-mainland", tier_two_acknowledged: true } as const;

const draft: PlanDraft = {
  name: "藤蔓分享计划",
  tiers: [
    { tier: 1, rate_bps: 1_000 },
    { tier: 2, rate_bps: 300 },
  ],
  holding_days: 7,
  protection_days: 180,
  minimum_payout_fen: 1_000n,
  joining_mode: "free",
  agreement: { version: "1", title: "协议", body: "正文" },
};

describe("planRefusal", () => {
  it("lets a sound draft pass", () => {
    expect(planRefusal(draft, bounds)).toBeNull();
  });

  it.each<[string, Partial<PlanDraft>]>([
    ["plan_name_missing", { name: " " }],
    ["agreement_incomplete", { agreement: { version: "1", title: "", body: "正文" } }],
    ["tiers_not_consecutive", { tiers: [] }],
    ["tiers_not_consecutive", { tiers: [{ tier: 2, rate_bps: 100 }] }],
    ["tiers_not_consecutive", { tiers: [draft.tiers[0], draft.tiers[0]] as PlanDraft["tiers"] }],
    ["rate_out_of_range", { tiers: [{ tier: 1, rate_bps: 0 }] }],
    ["rate_out_of_range", { tiers: [{ tier: 1, rate_bps: 7.5 }] }],
    ["rate_out_of_range", { tiers: [{ tier: 1, rate_bps: 10_001 }] }],
    ["days_out_of_range", { holding_days: -1 }],
    ["days_out_of_range", { protection_days: 1.5 }],
    ["minimum_payout_out_of_range", { minimum_payout_fen: -1n }],
  ])("refuses with %s: %o", (code, change) => {
    expect(planRefusal({ ...draft, ...change }, bounds)).toMatchObject({ code });
  });

  it("refuses rates that together exceed the base", () => {
    const tiers = [
      { tier: 1, rate_bps: 9_000 },
      { tier: 2, rate_bps: 1_001 },
    ];
    expect(planRefusal({ ...draft, tiers }, bounds)).toMatchObject({ code: "rates_exceed_base" });
  });

  it("refuses the third tier in the mainland", () => {
    const tiers = [...draft.tiers, { tier: 3, rate_bps: 100 }];
    expect(planRefusal({ ...draft, tiers }, bounds)).toMatchObject({ code: "tier_not_allowed" });
  });

  it("refuses the second tier without the acknowledgement", () => {
    const unacknowledged = { ...bounds, tier_two_acknowledged: false };
    expect(planRefusal(draft, unacknowledged)).toMatchObject({ code: "tier_two_not_acknowledged" });
  });
});

describe("samePlan", () => {
  const plan: Plan = { ...draft, id: "plan_1", version: 3, published_at: new Date(0) };

  it("knows the plan in force whatever the order of its keys", () => {
    const { name, ...rest } = draft;
    expect(samePlan(plan, { ...rest, name })).toBe(true);
  });

  it("sees a changed rate and a changed agreement", () => {
    expect(samePlan(plan, { ...draft, tiers: [{ tier: 1, rate_bps: 1_001 }] })).toBe(false);
    expect(samePlan(plan, { ...draft, agreement: { ...draft.agreement, body: "新正文" } })).toBe(false);
  });
});
