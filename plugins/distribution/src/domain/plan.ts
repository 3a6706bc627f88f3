import { type Compliance, tierRefusal } from "./compliance";
import { type Refused, refused } from "./errors";
import { BPS_IN_WHOLE } from "./money";

/** One tier of a plan: tier 1 is the buyer's own inviter. */
export interface PlanTier {
  tier: number;
  rate_bps: number;
}

/** The agreement a distributor accepts when joining. */
export interface Agreement {
  version: string;
  title: string;
  body: string;
}

/** What a merchant writes before publishing. */
export interface PlanDraft {
  name: string;
  tiers: PlanTier[];
  holding_days: number;
  protection_days: number;
  minimum_payout_fen: bigint;
  joining_mode: "free";
  agreement: Agreement;
}

/** A published plan: immutable; a change is a new version. */
export interface Plan extends PlanDraft {
  id: string;
  version: number;
  published_at: Date;
}

export type PlanRefusal =
  | "plan_name_missing"
  | "agreement_incomplete"
  | "tiers_not_consecutive"
  | "rate_out_of_range"
  | "rates_exceed_base"
  | "days_out_of_range"
  | "minimum_payout_out_of_range"
  | "tier_not_allowed"
  | "tier_two_not_acknowledged";

const MAXIMUM_DAYS = 3_650;

/** Why this draft may not be published under these bounds, or null when it may. */
export function planRefusal(draft: PlanDraft, compliance: Compliance): Refused<PlanRefusal> | null {
  return (
    wordsRefusal(draft) ?? ratesRefusal(draft) ?? numbersRefusal(draft) ?? boundsRefusal(draft, compliance)
  );
}

/** A fee or threshold is nowhere in a draft, so only its words, rates and terms can be wrong. */
function wordsRefusal(draft: PlanDraft): Refused<PlanRefusal> | null {
  if (draft.name.trim() === "") return refused("plan_name_missing", "plan.name");
  const { version, title, body } = draft.agreement;
  return [version, title, body].some((text) => text.trim() === "")
    ? refused("agreement_incomplete", "plan.agreement")
    : null;
}

function ratesRefusal(draft: PlanDraft): Refused<PlanRefusal> | null {
  const { tiers } = draft;
  if (tiers.length === 0 || tiers.some(({ tier }, index) => tier !== index + 1)) {
    return refused("tiers_not_consecutive", "plan.tiers");
  }
  const whole = Number(BPS_IN_WHOLE);
  const wrong = tiers.findIndex(
    ({ rate_bps }) => !Number.isInteger(rate_bps) || rate_bps < 1 || rate_bps > whole,
  );
  if (wrong >= 0) return refused("rate_out_of_range", `plan.tiers.${wrong}.rate_bps`);
  const total = tiers.reduce((sum, { rate_bps }) => sum + rate_bps, 0);
  return total > whole ? refused("rates_exceed_base", "plan.tiers") : null;
}

function numbersRefusal(draft: PlanDraft): Refused<PlanRefusal> | null {
  for (const field of ["holding_days", "protection_days"] as const) {
    const days = draft[field];
    if (!Number.isInteger(days) || days < 0 || days > MAXIMUM_DAYS) {
      return refused("days_out_of_range", `plan.${field}`);
    }
  }
  return draft.minimum_payout_fen < 0n
    ? refused("minimum_payout_out_of_range", "plan.minimum_payout_fen")
    : null;
}

function boundsRefusal(draft: PlanDraft, compliance: Compliance): Refused<PlanRefusal> | null {
  return tierRefusal(compliance, draft.tiers.length);
}

/** Whether publishing `draft` would repeat the plan in force. */
export function samePlan(plan: Plan, draft: PlanDraft): boolean {
  const { id: _id, version: _version, published_at: _published, ...inForce } = plan;
  return canonical(inForce) === canonical(draft);
}

/** The draft's content as text, independent of the order of its keys. */
function canonical(draft: PlanDraft): string {
  const { name, tiers, holding_days, protection_days, minimum_payout_fen, joining_mode, agreement } = draft;
  const rates = tiers.map(({ tier, rate_bps }) => [tier, rate_bps]);
  const words = [agreement.version, agreement.title, agreement.body];
  return JSON.stringify([
    name,
    rates,
    holding_days,
    protection_days,
    String(minimum_payout_fen),
    joining_mode,
    words,
  ]);
}
