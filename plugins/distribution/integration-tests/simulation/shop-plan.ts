import { type PlanDraft, PlanDraftShape } from "../../src/domain/plan/plan-shape";
import type { Condition, Pay, PayoutFeeTerms, PlanChange, Rule } from "./happenings";

/** The agreement that everybody accepts. */
export const AGREEMENT = "2026-01";

/** A plan as the service is given it. */
export function draftOf(plan: PlanChange): PlanDraft {
  const { holding_days, protection_days, expires_after_days, margin_floor } = plan;
  return PlanDraftShape.parse({
    name: "藤蔓分享计划",
    tiers: tiersOf(plan.tiers),
    holding_days,
    minimum_payout_fen: String(plan.minimum_fen),
    payout_fee: feeOf(plan.payout_fee),
    joining_mode: "free",
    agreement: { version: AGREEMENT, title: "分销协议", body: "加入免费。" },
    binding: {
      ...{ protection_days, expires_after_days },
      customers: plan.new_customers_only ? "new" : "all",
      self_purchase: plan.pays_own_purchases ? "distributor_rate" : "none",
    },
    rules: plan.rules.map(ruleOf),
    campaigns: plan.campaigns.map(({ code, from, until, rates }) => ({
      ...{ code, name: "活动", starts_at: from.toISOString(), ends_at: until.toISOString() },
      rates: rates.map(ruleOf),
    })),
    caps: {
      per_line: plan.per_line && rateOf(plan.per_line),
      per_order: plan.per_order && rateOf(plan.per_order),
      margin_floor,
    },
    grades: plan.grades.map(({ code, rank, rise, keep }) => ({
      ...{ code, rank, name: code },
      upgrade: rise && conditionOf(rise),
      downgrade: keep && conditionOf(keep),
    })),
  });
}

function rateOf(pay: Pay) {
  return "bps" in pay ? { rate_bps: pay.bps } : { fixed_fen: String(pay.fen) };
}

function feeOf(terms: PayoutFeeTerms | null) {
  if (!terms) return { kind: "none" };
  if ("fen" in terms) return { kind: "fixed", fixed_fen: String(terms.fen) };
  return { kind: "share", rate_bps: terms.bps, minimum_fen: String(terms.least_fen) };
}

function tiersOf(tiers: readonly (Pay | null)[]) {
  return tiers.flatMap((pay, index) => (pay ? [{ tier: index + 1, ...rateOf(pay) }] : []));
}

function ruleOf({ code, target, target_id, grade, tiers }: Rule) {
  const named = target === "all" ? { type: target } : { type: target, id: target_id };
  return { code, target: named, grade, tiers: tiersOf(tiers) };
}

function conditionOf({ sales_fen, earnings_fen, days }: Condition) {
  return {
    ...(sales_fen === null ? {} : { own_sales_fen: String(sales_fen) }),
    ...(earnings_fen === null ? {} : { own_earnings_fen: String(earnings_fen) }),
    window_days: days,
  };
}
