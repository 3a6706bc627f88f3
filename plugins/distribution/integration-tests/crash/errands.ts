/** What the ledger is asked to do. Everything may be asked again: what was done stays done once. */
export type Errand = { at: string } & (
  | { kind: "order"; order_id: string; customer: string; bases: string[] }
  | { kind: "capture" | "refund"; order_id: string; id: string; amount: string }
  | { kind: "receipt"; order_id: string }
  | { kind: "mature" }
  | { kind: "ask_payout"; customer: string; key: string; amount: string }
  | { kind: "approve_payout" | "reject_payout" | "follow_payout"; payout_id: string }
);

/**
 * How it went; `number` −1 says that the clerk is there. `answer` is the payout that was asked for (none when it was
 * refused), or the state in which it is now.
 */
export type Report = { number: number } & (
  | { done: true; answer: string | null }
  | { done: false; reason: string }
);
