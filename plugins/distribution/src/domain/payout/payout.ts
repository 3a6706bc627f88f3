import { type Refused, refused } from "../errors";
import { netOf, type PayoutParts } from "./payout-fee";

/**
 * requested (money held, waiting for review) → rejected | transferring → confirmed | failed | expired. The states
 * without a way out are final; of these only `confirmed` pays, the others give the money back.
 */
export type PayoutState = "requested" | "rejected" | "transferring" | "confirmed" | "failed" | "expired";

/** How a transfer can end. */
export type TransferOutcome = "confirmed" | "failed" | "expired";

const NEXT: Record<PayoutState, readonly PayoutState[]> = {
  requested: ["rejected", "transferring"],
  transferring: ["confirmed", "failed", "expired"],
  rejected: [],
  confirmed: [],
  failed: [],
  expired: [],
};

/** Whether a payout may go from one state to another. */
export function mayBecome(from: PayoutState, to: PayoutState): boolean {
  return NEXT[from].includes(to);
}

/** Bounds in fen; days are those of Asia/Shanghai. Nothing is ever split to fit. */
export interface PayoutLimits {
  minimum_fen: bigint;
  per_transfer_fen: bigint;
  per_person_day_fen: bigint;
  per_shop_day_fen: bigint;
}

export type PayoutRefusal =
  | "not_active"
  | "payout_under_way"
  | "debt_open"
  | "below_minimum"
  | "net_below_minimum"
  | "above_transfer_limit"
  | "insufficient_balance"
  | "above_person_day_limit"
  | "above_shop_day_limit";

/** Everything a request is decided on, read under the locks of the distributor's balances and of the day's sums. */
export interface PayoutFacts extends PayoutParts {
  is_active: boolean;
  is_under_way: boolean;
  available_fen: bigint;
  debt_fen: bigint;
  /** The plan's own minimum. */
  plan_minimum_fen: bigint;
  limits: PayoutLimits;
  /** Requested today and neither rejected nor given back, by this person and by everybody. */
  person_today_fen: bigint;
  shop_today_fen: bigint;
}

/** Why a payout may not be requested, or null when it may. */
export function payoutRefusal(facts: PayoutFacts): Refused<PayoutRefusal> | null {
  const { amount_fen, limits, plan_minimum_fen } = facts;
  if (!facts.is_active) return refused("not_active");
  if (facts.is_under_way) return refused("payout_under_way");
  if (facts.debt_fen > 0n) return refused("debt_open");
  if (amount_fen < plan_minimum_fen || amount_fen < limits.minimum_fen)
    return refused("below_minimum", "amount_fen");
  if (amount_fen > limits.per_transfer_fen) return refused("above_transfer_limit", "amount_fen");
  if (amount_fen > facts.available_fen) return refused("insufficient_balance", "amount_fen");
  const refusal = netRefusal(facts, limits);
  if (refusal) return refusal;
  if (facts.person_today_fen + amount_fen > limits.per_person_day_fen) {
    return refused("above_person_day_limit", "amount_fen");
  }
  return facts.shop_today_fen + amount_fen > limits.per_shop_day_fen
    ? refused("above_shop_day_limit", "amount_fen")
    : null;
}

/**
 * Why too little would arrive, or null: what is left after tax and fee must be something that can be transferred. It is
 * asked again when the tax is decided, for the month may have changed it since the request.
 */
export function netRefusal(
  parts: PayoutParts,
  { minimum_fen }: Pick<PayoutLimits, "minimum_fen">,
): Refused<"net_below_minimum"> | null {
  return netOf(parts) < minimum_fen ? refused("net_below_minimum", "amount_fen") : null;
}
