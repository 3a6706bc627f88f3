import type { PlanDraft } from "./plan";

/** What a shop without any plan begins with. */
export const FIRST_DRAFT: PlanDraft = {
  name: "分享计划",
  effective_from: null,
  tiers: [{ tier: 1, rate_bps: 1_000 }],
  holding_days: 7,
  minimum_payout_fen: "1000",
  joining_mode: "free",
  agreement: { version: "1", title: "分销协议", body: "" },
  binding: { protection_days: 180, expires_after_days: null, customers: "all", self_purchase: "none" },
  rules: [],
  campaigns: [],
  caps: { per_line: null, per_order: null, margin_floor: null },
  grades: [],
  payout_fee: { kind: "none" },
};
