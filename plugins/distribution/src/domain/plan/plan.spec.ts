import { describe, expect, it } from "vitest";
import { type Plan, planRefusal, samePlan } from "./plan";
import { type PlanDraft, PlanDraftShape } from "./plan-shape";

const bounds = {
  profile: "cn-mainland",
  tier_two_acknowledged: true,
  after_purchase_acknowledged: false,
  self_purchase_acknowledged: false,
} as const;
const NOW = new Date("2026-03-01T02:00:00.000Z");

const draft: PlanDraft = PlanDraftShape.parse({
  name: "藤蔓分享计划",
  tiers: [
    { tier: 1, rate_bps: 1_000 },
    { tier: 2, rate_bps: 300 },
  ],
  holding_days: 7,
  minimum_payout_fen: "1000",
  joining_mode: "free",
  agreement: { version: "1", title: "协议", body: "正文" },
  binding: { protection_days: 180 },
});

const binding = (change: Partial<PlanDraft["binding"]>) => ({ binding: { ...draft.binding, ...change } });

describe("planRefusal", () => {
  it("lets a sound draft pass", () => {
    expect(planRefusal(draft, bounds, NOW)).toBeNull();
  });

  it.each<[string, Partial<PlanDraft>]>([
    ["plan_name_missing", { name: " " }],
    ["agreement_incomplete", { agreement: { version: "1", title: "", body: "正文" } }],
    ["days_out_of_range", { holding_days: -1 }],
    ["days_out_of_range", binding({ protection_days: 1.5 })],
    ["days_out_of_range", binding({ expires_after_days: 179 })],
    ["fee_out_of_range", { payout_fee: { kind: "share", rate_bps: 0, minimum_fen: 0n } }],
    ["fee_out_of_range", { payout_fee: { kind: "share", rate_bps: 10_000, minimum_fen: 0n } }],
    [
      "fee_above_minimum_payout",
      { minimum_payout_fen: 100n, payout_fee: { kind: "fixed", fixed_fen: 100n } },
    ],
    [
      "fee_above_minimum_payout",
      { minimum_payout_fen: 100n, payout_fee: { kind: "share", rate_bps: 60, minimum_fen: 100n } },
    ],
    ["self_purchase_not_acknowledged", binding({ self_purchase: "distributor_rate" })],
    ["after_purchase_not_acknowledged", { joining_mode: "after_purchase" }],
    ["effective_from_past", { effective_from: new Date(NOW.getTime() - 1) }],
  ])("refuses with %s: %o", (code, change) => {
    expect(planRefusal({ ...draft, ...change }, bounds, NOW)).toMatchObject({ code });
  });

  it("lets a plan begin now or later, and a binding expire after its protection", () => {
    expect(planRefusal({ ...draft, effective_from: NOW }, bounds, NOW)).toBeNull();
    expect(planRefusal({ ...draft, ...binding({ expires_after_days: 180 }) }, bounds, NOW)).toBeNull();
  });

  it("refuses the third tier in the mainland", () => {
    const tiers = [...draft.tiers, { tier: 3, rate_bps: 100 }];
    expect(planRefusal({ ...draft, tiers }, bounds, NOW)).toMatchObject({ code: "tier_not_allowed" });
  });

  it("refuses the second tier without the acknowledgement", () => {
    const unacknowledged = { ...bounds, tier_two_acknowledged: false };
    expect(planRefusal(draft, unacknowledged, NOW)).toMatchObject({ code: "tier_two_not_acknowledged" });
  });
});

describe("samePlan", () => {
  const plan: Plan = { ...draft, id: "plan_1", version: 3, published_at: NOW, effective_from: NOW };

  it("knows the latest version whatever the order of its keys", () => {
    const { name, ...rest } = draft;
    expect(samePlan(plan, { ...rest, name }, NOW)).toBe(true);
  });

  it("sees a changed rate, a changed agreement and a changed rule", () => {
    expect(samePlan(plan, { ...draft, tiers: [{ tier: 1, rate_bps: 1_001 }] }, NOW)).toBe(false);
    const agreement = { ...draft.agreement, body: "新正文" };
    expect(samePlan(plan, { ...draft, agreement }, NOW)).toBe(false);
    const rule = { code: "a", target: { type: "product", id: "prod_1" }, grade: null, tiers: draft.tiers };
    expect(samePlan(plan, { ...draft, rules: [rule as PlanDraft["rules"][number]] }, NOW)).toBe(false);
  });

  it("sees another start: a version that waits is not one that begins now", () => {
    const later = new Date(NOW.getTime() + 1_000);
    const waiting = { ...plan, effective_from: later };
    expect(samePlan(waiting, draft, NOW)).toBe(false);
    expect(samePlan(waiting, { ...draft, effective_from: later }, NOW)).toBe(true);
    expect(samePlan(plan, { ...draft, effective_from: later }, NOW)).toBe(false);
  });
});
