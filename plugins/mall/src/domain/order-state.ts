/** The state an order rests in. `paid` is a moment, `to_ship` the state that follows it. */
export type OrderState = "to_pay" | "to_ship" | "shipped" | "received" | "canceled" | "refunded";

/** All states an order can rest in. */
export const ORDER_STATES = ["to_pay", "to_ship", "shipped", "received", "canceled", "refunded"] as const;

/** What is known about an order; everything but the receipt is Medusa's own record. */
export interface OrderFacts {
  total_fen: bigint;
  captured_fen: bigint;
  refunded_fen: bigint;
  created_at: Date;
  /** When the first capture was made. */
  captured_at: Date | null;
  canceled_at: Date | null;
  /** How much of every line is owed to the shopper, what was refunded unsent left out, and how much has left the house. */
  lines: { quantity: number; sent_quantity: number }[];
  /** When each live fulfilment was shipped, or delivered without having been shipped. */
  sent_at: Date[];
  received_at: Date | null;
}

/** Whether the order's money has arrived. An order of zero is paid from the start. */
export function isPaid(facts: OrderFacts): boolean {
  return facts.captured_fen >= facts.total_fen;
}

/** When the order became paid, if it is. */
export function paidAt(facts: OrderFacts): Date | null {
  if (!isPaid(facts)) return null;
  return facts.captured_at ?? facts.created_at;
}

/** When the last of the goods left the house; null while something is still to be sent. */
export function shippedAt(facts: OrderFacts): Date | null {
  const allSent = facts.lines.every((line) => line.sent_quantity >= line.quantity);
  if (!allSent || facts.sent_at.length === 0) return null;
  return new Date(Math.max(...facts.sent_at.map((moment) => moment.getTime())));
}

/** The state of an order, from facts alone. Money given back wins over everything but an unpaid cancellation. */
export function orderState(facts: OrderFacts): OrderState {
  const allRefunded = facts.captured_fen > 0n && facts.refunded_fen >= facts.captured_fen;
  if (allRefunded) return "refunded";
  if (facts.canceled_at) return "canceled";
  if (!isPaid(facts)) return "to_pay";
  if (facts.received_at) return "received";
  return shippedAt(facts) ? "shipped" : "to_ship";
}
