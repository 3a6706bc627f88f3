/** The state an order rests in. `paid` is a moment, `to_ship` the state that follows it. */
export type OrderState = "to_pay" | "to_ship" | "shipped" | "received" | "canceled" | "refunded";

/** All states an order can rest in. */
export const ORDER_STATES = ["to_pay", "to_ship", "shipped", "received", "canceled", "refunded"] as const;

/** What is known about an order; everything but the receipt is Medusa's own record. */
export interface OrderFacts {
  total_fen: bigint;
  /** What Medusa still asks for after everything that was paid and given back; below zero: what is owed to the shopper. */
  pending_fen: bigint;
  captured_fen: bigint;
  refunded_fen: bigint;
  /** It cost nothing when it was placed, so that there is no session to pay it through. */
  is_placed_free: boolean;
  created_at: Date;
  /** When the first capture was made. */
  captured_at: Date | null;
  canceled_at: Date | null;
  /** How much of every line is owed to the shopper, what was refunded unsent left out, and how much has left the house. */
  lines: { quantity: number; sent_quantity: number; is_replacement: boolean }[];
  /** When each live fulfilment was shipped, or delivered without having been shipped. */
  sent_at: Date[];
  received_at: Date | null;
}

const hasGoods = ({ lines }: OrderFacts) => lines.some(({ quantity }) => quantity > 0);

/**
 * Whether the order is past payment. WeChat takes a whole order's money at once, so an order with captured money is
 * paid for ever, whatever the merchant adds to it later: that is `dueFen`. An order of zero is paid from the start, as
 * long as it is about something.
 */
export function isPaid(facts: OrderFacts): boolean {
  if (facts.captured_fen > 0n) return true;
  return hasGoods(facts) && (facts.is_placed_free || facts.total_fen <= 0n);
}

/**
 * What a paid order still asks for, because the merchant made it dearer; zero in every other state. Medusa books a capture a
 * moment after it was made, and until then its figure asks for it again: nothing is due that has come in.
 */
export function dueFen(facts: OrderFacts): bigint {
  const state = orderState(facts);
  const isRunning = state === "to_ship" || state === "shipped" || state === "received";
  const { pending_fen, total_fen, captured_fen, refunded_fen } = facts;
  const open_fen = total_fen - (captured_fen - refunded_fen);
  const due_fen = pending_fen < open_fen ? pending_fen : open_fen;
  return isRunning && due_fen > 0n ? due_fen : 0n;
}

/** Whether an order that nobody has paid is about no goods any more, so that it has to be closed. */
export function isEmptied(facts: OrderFacts): boolean {
  return !facts.canceled_at && !isPaid(facts) && !hasGoods(facts);
}

/** When the order became paid, if it is. */
export function paidAt(facts: OrderFacts): Date | null {
  if (!isPaid(facts)) return null;
  return facts.captured_at ?? facts.created_at;
}

/**
 * When the last of the goods left the house; null while something is still to be sent. What a claim sends again for
 * nothing does not count: the shopper has had what was bought, and may confirm that.
 */
export function shippedAt(facts: OrderFacts): Date | null {
  const bought = facts.lines.filter(({ is_replacement }) => !is_replacement);
  const allSent = bought.every((line) => line.sent_quantity >= line.quantity);
  if (!allSent || facts.sent_at.length === 0) return null;
  return new Date(Math.max(...facts.sent_at.map((moment) => moment.getTime())));
}

/** Whether nothing was sent and nothing is left to send: all goods were taken off the order, or given up. */
function isCalledOff(facts: OrderFacts): boolean {
  return !hasGoods(facts) && facts.sent_at.length === 0;
}

/**
 * The state of an order, from facts alone. Money given back wins over everything but an unpaid cancellation. A paid order
 * of which nothing is left to send is canceled while it waits for its money, and refunded once it has what is owed.
 */
export function orderState(facts: OrderFacts): OrderState {
  const allRefunded = facts.captured_fen > 0n && facts.refunded_fen >= facts.captured_fen;
  if (allRefunded) return "refunded";
  if (facts.canceled_at) return "canceled";
  if (!isPaid(facts)) return "to_pay";
  if (facts.received_at) return "received";
  if (isCalledOff(facts)) return facts.refunded_fen > 0n && facts.pending_fen >= 0n ? "refunded" : "canceled";
  return shippedAt(facts) ? "shipped" : "to_ship";
}
