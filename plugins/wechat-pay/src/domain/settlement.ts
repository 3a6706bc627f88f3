/** What is known, under the session's lock, when money is reported to have arrived. */
export interface SettlementFacts {
  /** `none`: the session was never turned into an order. */
  readonly order: "open" | "canceled" | "none";
  /**
   * `complete`: captured and booked on the order. `broken`: a capture exists but a crash kept Medusa from finishing
   * its bookkeeping. `none`: no capture.
   */
  readonly capture: "none" | "broken" | "complete";
}

export type SettlementDecision =
  /** Nothing is left to do. */
  | "already_captured"
  /** Let Medusa capture (or finish capturing) the payment. */
  | "capture"
  /** The order is gone: the money goes back by itself and is never captured. */
  | "refund_stray";

/**
 * Decides what becomes of money at WeChat: captured once, or refunded once, never both, never neither.
 * A capture that was begun is finished even if the order has been cancelled since, for Medusa's own cancelling
 * refunds what it captured.
 */
export function decideSettlement(facts: SettlementFacts): SettlementDecision {
  if (facts.capture === "complete") {
    return "already_captured";
  }
  if (facts.capture === "broken") {
    return "capture";
  }
  return facts.order === "canceled" ? "refund_stray" : "capture";
}

/** How long to wait before trying something for the n-th time again: 10 s, 20 s, 40 s … at most an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(10_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 10), 3_600_000);
}
