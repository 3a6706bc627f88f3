import { type Refused, refused } from "../errors";
import type { Balances } from "../ledger/accounts";
import type { DistributorStatus } from "../referral/distributor";

/** What an erased distributor is called wherever a name would stand. */
export const ERASED_NAME = "已注销用户";

/** How long a withholding agent keeps who was paid (trade records: at least three years). */
const KEPT_YEARS = 3;

export type ErasureRefusal = "orders_open" | "payout_under_way" | "balance_left" | "debt_open" | "risk_held";

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

/** An order that its buyer may still pay. */
export interface PayableOrder {
  order_id: string;
  pay_by: Date;
}

/** Money that was on its way when an order's time was over may still arrive for so long. */
const LATE_MONEY_MS = 10 * 60_000;

/** Until when the last of these orders may be paid; null when none may. */
export function payableUntil(orders: readonly PayableOrder[], now: Date): Date | null {
  const ends = orders
    .map(({ pay_by }) => pay_by.getTime() + LATE_MONEY_MS)
    .filter((end) => end > now.getTime());
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

/** Until when the identity of somebody is kept who was last paid then; null when it may go at once. */
export function identityKeptUntil(last_paid_at: Date | null, now: Date): Date | null {
  if (!last_paid_at) return null;
  const until = new Date(last_paid_at);
  until.setUTCFullYear(until.getUTCFullYear() + KEPT_YEARS);
  return until > now ? until : null;
}

export type DeletionRefusal = "customer_is_distributor" | "customer_has_commission";

/**
 * Why the shop cannot delete a customer: nobody could log in any more to what they earn or earned. A distributor is
 * closed first, and paid what is left.
 */
export function deletionRefusal(distributor: {
  status: DistributorStatus;
  balances: Balances;
}): Refused<DeletionRefusal> | null {
  if (distributor.status !== "closed") return refused("customer_is_distributor");
  const { pending_fen, available_fen, hold_fen, debt_fen } = distributor.balances;
  const isSettled = [pending_fen, available_fen, hold_fen, debt_fen].every((fen) => fen === 0n);
  return isSettled ? null : refused("customer_has_commission");
}
