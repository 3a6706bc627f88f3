/** What is known, under the session's lock, when money is reported to have arrived. */
export interface SettlementFacts {
  /** `none`: the session was never turned into an order. */
  readonly order: "open" | "canceled" | "none";
  /**
   * `complete`: captured and booked on the order. `broken`: a capture exists but a crash kept Medusa from finishing
   * its bookkeeping. `none`: no capture.
   */
  readonly capture: "none" | "broken" | "complete";
  /** All of the captured money has gone back, or is on its way. */
  readonly refunded: boolean;
}

export type SettlementDecision =
  /** Nothing is left to do. */
  | "already_captured"
  /** Let Medusa capture (or finish capturing) the payment. */
  | "capture"
  /** The order was cancelled while Medusa captured: what it captured goes back through Medusa. */
  | "refund_captured"
  /** The order is gone: the money goes back by itself and is never captured. */
  | "refund_stray";

/**
 * Decides what becomes of money at WeChat: captured once, or refunded once, never both, never neither.
 * A capture that was begun is finished even if the order has been cancelled since, so that the books are whole before
 * the money goes back.
 */
export function decideSettlement(facts: SettlementFacts): SettlementDecision {
  const canceled = facts.order === "canceled";
  switch (facts.capture) {
    case "none":
      return canceled ? "refund_stray" : "capture";
    case "broken":
      return "capture";
    case "complete":
      return canceled && !facts.refunded ? "refund_captured" : "already_captured";
  }
}

/** How long to wait before trying something for the n-th time again: 10 s, 20 s, 40 s … at most an hour. */
export function retryDelayMs(attempts: number): number {
  return Math.min(10_000 * 2 ** Math.min(Math.max(attempts - 1, 0), 10), 3_600_000);
}

const ASK_OFTEN_UNTIL_MS = 5 * 60_000;
const ASK_SELDOM_EVERY_MS = 5 * 60_000;

/**
 * Whether a run of the reconciliation asks WeChat about an order that was presented `ageMs` ago: not in its first
 * minute, when its notification is still expected, then every run, and after five minutes once in five minutes.
 * @param everyMs the time between two runs
 */
export function isTimeToAsk(ageMs: number, everyMs: number): boolean {
  if (ageMs < 60_000) {
    return false;
  }
  return ageMs < ASK_OFTEN_UNTIL_MS || ageMs % ASK_SELDOM_EVERY_MS < everyMs;
}
