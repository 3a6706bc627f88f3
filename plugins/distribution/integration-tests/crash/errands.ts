/** What the ledger is asked to do. Everything may be asked again: what was done stays done once. */
export type Errand = { at: string } & (
  | { kind: "order"; order_id: string; customer: string; bases: string[] }
  | { kind: "capture" | "refund"; order_id: string; id: string; amount: string }
  | { kind: "receipt"; order_id: string }
  | { kind: "mature" }
);

/** How it went; `number` −1 says that the clerk is there. */
export type Report = { number: number } & ({ done: true } | { done: false; reason: string });
