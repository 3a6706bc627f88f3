import type { Balances } from "./accounts";
import { type Refused, refused } from "./errors";

/** What an erased distributor is called wherever a name would stand. */
export const ERASED_NAME = "已注销用户";

/** How long a withholding agent keeps who was paid (trade records: at least three years). */
const KEPT_YEARS = 3;

export type ErasureRefusal = "payout_under_way" | "balance_left" | "debt_open" | "risk_held";

/**
 * Why somebody cannot close their account for good yet: money of theirs is left or on its way, they owe some, or a risk
 * case stands whose evidence it would be.
 */
export function erasureRefusal(facts: {
  balances: Balances;
  has_payout_under_way: boolean;
  has_standing_case: boolean;
}): Refused<ErasureRefusal> | null {
  const { pending_fen, available_fen, hold_fen, debt_fen } = facts.balances;
  if (facts.has_standing_case) return refused("risk_held");
  if (facts.has_payout_under_way || hold_fen > 0n) return refused("payout_under_way");
  if (debt_fen > 0n) return refused("debt_open");
  return pending_fen > 0n || available_fen > 0n ? refused("balance_left") : null;
}

/** Until when the identity of somebody is kept who was last paid then; null when it may go at once. */
export function identityKeptUntil(last_paid_at: Date | null, now: Date): Date | null {
  if (!last_paid_at) return null;
  const until = new Date(last_paid_at);
  until.setUTCFullYear(until.getUTCFullYear() + KEPT_YEARS);
  return until > now ? until : null;
}
