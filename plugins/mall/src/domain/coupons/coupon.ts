import { z } from "zod";

/** Why a code takes nothing off for anybody. */
export type CodeRefusal = "unknown" | "not_started" | "ended" | "used_up" | "not_applicable";

/** How a shopper's coupon stands. */
export const OWN_STATES = ["usable", "used", "over"] as const;
export type OwnState = (typeof OWN_STATES)[number];

/** Query of `GET /store/mall/coupons/mine`. */
export const ownCouponsShape = z.object({ state: z.enum(OWN_STATES).default("usable") });

/**
 * How a coupon stands with a shopper: one that an order holds is used, whatever became of the code since; one that begins
 * later can be kept until then.
 * @param refused why the code takes nothing off, null where it does
 */
export function ownState({ refused, is_used }: { refused: CodeRefusal | null; is_used: boolean }): OwnState {
  if (is_used) return "used";
  return refused === null || refused === "not_started" ? "usable" : "over";
}

/** The best of several prices: the lowest total, of equal ones the first. Undefined where there are none. */
export function lowestTotal<Priced extends { total_fen: string }>(
  quotes: readonly Priced[],
): Priced | undefined {
  let best: Priced | undefined;
  for (const quote of quotes) if (!best || BigInt(quote.total_fen) < BigInt(best.total_fen)) best = quote;
  return best;
}
