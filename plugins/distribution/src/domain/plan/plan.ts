import { type Refused, refused } from "../errors";
import { canonicalText } from "../json";
import { feeOf } from "../payout/payout-fee";
import { type Compliance, joiningRefusal, selfPurchaseRefusal, tierRefusal } from "./compliance";
import { type PeopleRefusal, peopleRefusal } from "./plan-people";
import { type RatesRefusal, ratesRefusal } from "./plan-rates";
import type { PlanDraft } from "./plan-shape";

/** A published plan: immutable; a change is a new version. It is in force from `effective_from` until a later one is. */
export interface Plan extends PlanDraft {
  id: string;
  version: number;
  published_at: Date;
  effective_from: Date;
}

export type PlanRefusal =
  | "plan_name_missing"
  | "agreement_incomplete"
  | "days_out_of_range"
  | "fee_out_of_range"
  | "fee_above_minimum_payout"
  | "effective_from_past"
  | "tier_not_allowed"
  | "tier_two_not_acknowledged"
  | "after_purchase_not_acknowledged"
  | "self_purchase_not_acknowledged"
  | RatesRefusal
  | PeopleRefusal;

const MAXIMUM_DAYS = 3_650;
const WHOLE_BPS = 10_000;

/** Why this draft may not be published at `now` under these bounds, or null when it may. */
export function planRefusal(
  draft: PlanDraft,
  compliance: Compliance,
  now: Date,
): Refused<PlanRefusal> | null {
  return (
    wordsRefusal(draft) ??
    ratesRefusal(draft) ??
    numbersRefusal(draft) ??
    peopleRefusal(draft) ??
    tierRefusal(compliance, draft.tiers.length) ??
    joiningRefusal(compliance, draft.joining_mode) ??
    selfPurchaseRefusal(compliance, draft.binding.self_purchase) ??
    startRefusal(draft, now)
  );
}

function wordsRefusal(draft: PlanDraft): Refused<PlanRefusal> | null {
  if (draft.name.trim() === "") return refused("plan_name_missing", "plan.name");
  const { version, title, body } = draft.agreement;
  return [version, title, body].some((text) => text.trim() === "")
    ? refused("agreement_incomplete", "plan.agreement")
    : null;
}

/** Whether this is a whole number of days a plan may name. */
function isDays(days: number, least: number): boolean {
  return Number.isInteger(days) && days >= least && days <= MAXIMUM_DAYS;
}

function numbersRefusal(draft: PlanDraft): Refused<PlanRefusal> | null {
  const { holding_days, binding } = draft;
  if (!isDays(holding_days, 0)) return refused("days_out_of_range", "plan.holding_days");
  const { protection_days, expires_after_days } = binding;
  if (!isDays(protection_days, 0)) return refused("days_out_of_range", "plan.binding.protection_days");
  // A binding that ends while it is protected would be a promise broken.
  if (expires_after_days !== null && !isDays(expires_after_days, Math.max(1, protection_days))) {
    return refused("days_out_of_range", "plan.binding.expires_after_days");
  }
  return feeRefusal(draft);
}

/** A fee leaves something of every payout that the plan allows. */
function feeRefusal({ payout_fee, minimum_payout_fen }: PlanDraft): Refused<PlanRefusal> | null {
  if (payout_fee.kind === "share") {
    const { rate_bps } = payout_fee;
    if (!Number.isInteger(rate_bps) || rate_bps < 1 || rate_bps >= WHOLE_BPS) {
      return refused("fee_out_of_range", "plan.payout_fee.rate_bps");
    }
  }
  const swallows = minimum_payout_fen > 0n && feeOf(payout_fee, minimum_payout_fen) >= minimum_payout_fen;
  return swallows ? refused("fee_above_minimum_payout", "plan.payout_fee") : null;
}

/** A plan is never backdated: what was promised at the time of an order stays what it was. */
function startRefusal({ effective_from }: PlanDraft, now: Date): Refused<PlanRefusal> | null {
  return effective_from && effective_from < now
    ? refused("effective_from_past", "plan.effective_from")
    : null;
}

/** Whether publishing `draft` at `now` would only repeat `plan`, the latest version. */
export function samePlan(plan: Plan, draft: PlanDraft, now: Date): boolean {
  const { id: _id, version: _version, published_at: _published, effective_from, ...content } = plan;
  const { effective_from: wanted, joining_conditions: _none, ...wantedContent } = draft;
  const sameStart = wanted ? wanted.getTime() === effective_from.getTime() : effective_from <= now;
  return sameStart && canonicalText(content) === canonicalText(wantedContent);
}
