import {
  type AfterSaleReason,
  type AfterSaleState,
  type AfterSaleType,
  isOver,
  isVoid,
  reasonFits,
} from "./after-sale";
import { endOfDayAfter, returnBy } from "./deadlines";
import { sumOfFen } from "./money";
import type { OrderState } from "./order-state";
import { type Refusal, type RefusalCode, refusal } from "./refusal";

/** A line of an order as an after-sale request sees it. */
export interface SoldLine {
  id: string;
  quantity: number;
  /** How much of it has left the house. */
  sent_quantity: number;
  /** What was paid for all of it, after discounts. */
  total_fen: bigint;
  /** When the last of its parcels was signed for, where the merchant noted it. */
  signed_at?: Date | undefined;
}

/** How much of a line a case is about. */
export interface CaseLine {
  order_line_id: string;
  quantity: number;
}

/** A case that the order has already. */
export interface EarlierCase {
  type: AfterSaleType;
  state: AfterSaleState;
  lines: readonly CaseLine[];
  /** What it will take from the order's money, as long as Medusa has not booked that. */
  unbooked_fen: bigint;
}

/** An order with everything an after-sale request depends on. */
export interface SoldOrder {
  state: OrderState;
  lines: readonly SoldLine[];
  freight_fen: bigint;
  /** Captured and not given back. */
  kept_fen: bigint;
  received_at: Date | null;
  cases: readonly EarlierCase[];
}

/** What a shopper asks for. */
export interface AfterSaleWish {
  type: AfterSaleType;
  items: readonly CaseLine[];
}

/** What a wish is worth: `most_fen` is what the shopper may ask; freight beyond that is the merchant's to give. */
export interface AfterSaleOffer {
  goods_fen: bigint;
  /** The order's freight, when the wish takes everything that is left of it; nothing otherwise. */
  freight_fen: bigint;
  most_fen: bigint;
}

/** How much of a line can still be asked for, and whether a case is open on it. */
export interface LineLeft {
  order_line_id: string;
  /** For the money alone. */
  refundable_quantity: number;
  /** For sending it back. */
  returnable_quantity: number;
  is_open: boolean;
}

/** An answer to a wish. */
export type Offered = { kind: "offered"; offer: AfterSaleOffer } | { kind: "refused"; refusal: Refusal };

const SOLD_STATES: readonly OrderState[] = ["to_ship", "shipped", "received"];

const refused = (code: RefusalCode, field?: string): Offered => ({
  kind: "refused",
  refusal: refusal(code, field),
});

/** How much of a line earlier cases have taken, void ones left out. */
function takenOf(cases: readonly EarlierCase[], order_line_id: string): number {
  return cases
    .filter(({ state }) => !isVoid(state))
    .flatMap(({ lines }) => lines)
    .filter((line) => line.order_line_id === order_line_id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/**
 * What the next pieces of a line cost: cumulatively rounded down, so that however a line is taken apart its pieces add
 * up to exactly what was paid for it.
 * @param taken pieces that earlier cases have taken
 */
export function priceOfPieces(line: SoldLine, taken: number, quantity: number): bigint {
  if (line.quantity === 0) return 0n;
  const upTo = (pieces: number) => (line.total_fen * BigInt(pieces)) / BigInt(line.quantity);
  return upTo(taken + quantity) - upTo(taken);
}

/** What is left of each line for an after-sale request. */
export function linesLeft({ state, lines, cases }: SoldOrder): LineLeft[] {
  const returns = cases.filter(({ type }) => type === "return_and_refund");
  return lines.map(({ id, quantity, sent_quantity }) => {
    const refundable = SOLD_STATES.includes(state) ? quantity - takenOf(cases, id) : 0;
    const sent = sent_quantity - takenOf(returns, id);
    return {
      order_line_id: id,
      refundable_quantity: refundable,
      returnable_quantity: Math.max(0, Math.min(refundable, sent)),
      is_open: cases.some((c) => !isOver(c.state) && c.lines.some((line) => line.order_line_id === id)),
    };
  });
}

/** What a wish is worth, or why it cannot be granted. Refusals name the offending line. */
export function offerFor(order: SoldOrder, wish: AfterSaleWish): Offered {
  if (!SOLD_STATES.includes(order.state)) return refused("after_sale_unavailable");
  const left = new Map(linesLeft(order).map((line) => [line.order_line_id, line]));
  for (const [index, { order_line_id, quantity }] of wish.items.entries()) {
    const line = left.get(order_line_id);
    if (!line) return refused("after_sale_line_unknown", `items.${index}.order_line_id`);
    if (line.is_open) return refused("after_sale_open", `items.${index}.order_line_id`);
    if (quantity > line.refundable_quantity) {
      return refused("after_sale_quantity_exceeded", `items.${index}.quantity`);
    }
    const sendsBack = wish.type === "return_and_refund";
    if (sendsBack && quantity > line.returnable_quantity) return refused("after_sale_unavailable", "type");
  }
  return worthOf(order, wish);
}

/** A line of a wish with what its pieces cost. */
export interface PricedLine extends CaseLine {
  goods_fen: bigint;
}

/** What each line of a wish costs, in the order's order; a line that the order does not have is left out. */
export function pricedLines(order: SoldOrder, items: readonly CaseLine[]): PricedLine[] {
  const asked = new Map(items.map(({ order_line_id, quantity }) => [order_line_id, quantity]));
  return order.lines.flatMap((line) => {
    const quantity = asked.get(line.id);
    if (quantity === undefined) return [];
    const goods_fen = priceOfPieces(line, takenOf(order.cases, line.id), quantity);
    return [{ order_line_id: line.id, quantity, goods_fen }];
  });
}

/** Whether any of these lines' goods have left the house. */
export function isSent(order: SoldOrder, items: readonly CaseLine[]): boolean {
  const ids = new Set(items.map(({ order_line_id }) => order_line_id));
  return order.lines.some(({ id, sent_quantity }) => ids.has(id) && sent_quantity > 0);
}

function worthOf(order: SoldOrder, { items }: AfterSaleWish): Offered {
  const asked = new Map(items.map(({ order_line_id, quantity }) => [order_line_id, quantity]));
  const price_fen = sumOfFen(pricedLines(order, items).map(({ goods_fen }) => goods_fen));
  const kept = order.kept_fen - sumOfFen(order.cases.map(({ unbooked_fen }) => unbooked_fen));
  const goods_fen = lesser(price_fen, kept);
  const isEverything = order.lines.every(
    ({ id, quantity }) => takenOf(order.cases, id) + (asked.get(id) ?? 0) === quantity,
  );
  const freight_fen = isEverything ? lesser(order.freight_fen, kept - goods_fen) : 0n;
  const nothingSent = order.lines.every(({ sent_quantity }) => sent_quantity === 0);
  const most_fen = goods_fen + (nothingSent ? freight_fen : 0n);
  if (most_fen < 1n) return refused("nothing_refundable");
  return { kind: "offered", offer: { goods_fen, freight_fen, most_fen } };
}

const lesser = (a: bigint, b: bigint) => (a < b ? a : b);

/**
 * From when the days of a wish count: the order's receipt, or later for goods whose own parcel was signed for later; of
 * several lines the one whose days began first. Null before receipt.
 */
export function daysBeginAt(order: SoldOrder, items: readonly CaseLine[]): Date | null {
  const { received_at, lines } = order;
  if (!received_at) return null;
  const wished = new Set(items.map(({ order_line_id }) => order_line_id));
  const begins = lines
    .filter(({ id }) => wished.has(id))
    .map(({ signed_at }) => Math.max(received_at.getTime(), signed_at?.getTime() ?? 0));
  return begins.length === 0 ? received_at : new Date(Math.min(...begins));
}

/**
 * Why a reason cannot be given now, or null. The seven-day return ends with the seventh day after receipt
 * (consumer protection law, art. 25); other reasons are heard for as long as the shop says.
 */
export function reasonRefusal(
  reason: AfterSaleReason,
  type: AfterSaleType,
  { received_at, after_sale_days, now }: { received_at: Date | null; after_sale_days: number; now: Date },
): Refusal | null {
  if (!reasonFits(reason, type)) return refusal("after_sale_reason_invalid", "reason");
  if (!received_at) return null;
  const end = reason === "no_reason" ? returnBy(received_at) : endOfDayAfter(received_at, after_sale_days);
  return now > end ? refusal("after_sale_window_over", "reason") : null;
}
