import { type Refused, refused } from "../errors";
import type { Caps, PlanDraft, Rate, RateRule, TierRate } from "./plan-shape";

export type RatesRefusal =
  | "tiers_not_consecutive"
  | "rate_out_of_range"
  | "rates_exceed_base"
  | "code_taken"
  | "rule_without_target"
  | "rule_tier_unknown"
  | "grade_unknown"
  | "campaign_window_empty"
  | "cap_out_of_range";

const WHOLE_BPS = 10_000;

/** Why the rates, rules, campaigns or caps of a draft cannot hold, or null. */
export function ratesRefusal(draft: PlanDraft): Refused<RatesRefusal> | null {
  return (
    tiersRefusal(draft.tiers) ?? rulesRefusal(draft) ?? campaignsRefusal(draft) ?? capsRefusal(draft.caps)
  );
}

function tiersRefusal(tiers: readonly TierRate[]): Refused<RatesRefusal> | null {
  if (tiers.length === 0 || tiers.some(({ tier }, index) => tier !== index + 1)) {
    return refused("tiers_not_consecutive", "plan.tiers");
  }
  return tierRatesRefusal(tiers, 1, "plan.tiers");
}

/** @param least a plan's own tiers pay something; a rule may say that a tier earns nothing */
function tierRatesRefusal(
  tiers: readonly TierRate[],
  least: 0 | 1,
  field: string,
): Refused<RatesRefusal> | null {
  const wrong = tiers.findIndex((rate) => !isRate(rate, least));
  if (wrong >= 0) return refused("rate_out_of_range", `${field}.${wrong}`);
  const total = tiers.reduce((sum, rate) => sum + ("rate_bps" in rate ? rate.rate_bps : 0), 0);
  return total > WHOLE_BPS ? refused("rates_exceed_base", field) : null;
}

function isRate(rate: Rate, least: 0 | 1): boolean {
  if ("fixed_fen" in rate) return rate.fixed_fen >= BigInt(least);
  return Number.isInteger(rate.rate_bps) && rate.rate_bps >= least && rate.rate_bps <= WHOLE_BPS;
}

function rulesRefusal(draft: PlanDraft): Refused<RatesRefusal> | null {
  const bare = draft.rules.findIndex(({ target, grade }) => target.type === "all" && grade === null);
  if (bare >= 0) return refused("rule_without_target", `plan.rules.${bare}.target`);
  return listRefusal(draft, draft.rules, "plan.rules");
}

function listRefusal(
  draft: PlanDraft,
  rules: readonly RateRule[],
  field: string,
): Refused<RatesRefusal> | null {
  const taken = firstRepeated(rules.map(({ code }) => code));
  if (taken >= 0) return refused("code_taken", `${field}.${taken}.code`);
  for (const [index, rule] of rules.entries()) {
    const refusal = ruleRefusal(draft, rule, `${field}.${index}`);
    if (refusal) return refusal;
  }
  return null;
}

function ruleRefusal(draft: PlanDraft, rule: RateRule, field: string): Refused<RatesRefusal> | null {
  const tiers = rule.tiers.map(({ tier }) => tier);
  const known = draft.tiers.map(({ tier }) => tier);
  if (firstRepeated(tiers) >= 0 || tiers.some((tier) => !known.includes(tier))) {
    return refused("rule_tier_unknown", `${field}.tiers`);
  }
  if (rule.grade !== null && !draft.grades.some(({ code }) => code === rule.grade)) {
    return refused("grade_unknown", `${field}.grade`);
  }
  return tierRatesRefusal(rule.tiers, 0, `${field}.tiers`);
}

function campaignsRefusal(draft: PlanDraft): Refused<RatesRefusal> | null {
  const taken = firstRepeated(draft.campaigns.map(({ code }) => code));
  if (taken >= 0) return refused("code_taken", `plan.campaigns.${taken}.code`);
  for (const [index, { starts_at, ends_at, rates }] of draft.campaigns.entries()) {
    const field = `plan.campaigns.${index}`;
    if (ends_at <= starts_at) return refused("campaign_window_empty", `${field}.ends_at`);
    const refusal = listRefusal(draft, rates, `${field}.rates`);
    if (refusal) return refusal;
  }
  return null;
}

function capsRefusal({ per_line, per_order, margin_floor }: Caps): Refused<RatesRefusal> | null {
  for (const [name, cap] of Object.entries({ per_line, per_order })) {
    if (cap && !isRate(cap, 0)) return refused("cap_out_of_range", `plan.caps.${name}`);
  }
  return margin_floor && !isRate({ rate_bps: margin_floor.keep_bps }, 0)
    ? refused("cap_out_of_range", "plan.caps.margin_floor.keep_bps")
    : null;
}

/** Where the first repetition stands; -1 when there is none. */
export function firstRepeated(codes: readonly (string | number)[]): number {
  return codes.findIndex((code, index) => codes.indexOf(code) < index);
}
