import type { RequestedLine } from "./order-request";
import { type Refusal, refusal } from "./refusal";

/** Pieces by variant. */
export type Pieces = Readonly<Record<string, number>>;

/** What one shopper may hold without having paid: stock that waits for one person is lost to all others. */
export interface HoldingLimits {
  /** Orders waiting to be paid. */
  orders: number;
  /** Pieces of one variant over all of them. */
  pieces: number;
  /** The merchant's own limits, by variant, instead of `pieces`. */
  pieces_of: Pieces;
}

/** The pieces that lines ask for. */
export function piecesOf(items: readonly RequestedLine[]): Pieces {
  const pieces: Record<string, number> = {};
  for (const { variant_id, quantity } of items) pieces[variant_id] = (pieces[variant_id] ?? 0) + quantity;
  return pieces;
}

/**
 * Why a shopper may not hold these lines as well.
 * @param held the pieces of each order that waits to be paid
 * @returns `too_many_unpaid_orders`, `purchase_limit_exceeded` naming the line, or null
 */
export function refusalOfHoldings(
  held: readonly Pieces[],
  items: readonly RequestedLine[],
  limits: HoldingLimits,
): Refusal | null {
  if (held.length >= limits.orders) return refusal("too_many_unpaid_orders");
  const asked = piecesOf(items);
  for (const [index, { variant_id }] of items.entries()) {
    const most = limits.pieces_of[variant_id] ?? limits.pieces;
    const already = held.reduce((sum, pieces) => sum + (pieces[variant_id] ?? 0), 0);
    if (already + (asked[variant_id] ?? 0) > most) {
      return refusal("purchase_limit_exceeded", `items.${index}.quantity`, limitSentence(most));
    }
  }
  return null;
}

/** A product's own limit as the merchant wrote it (`metadata.purchase_limit`); null when there is none. */
export function ownPurchaseLimit(metadata: Record<string, unknown> | null | undefined): number | null {
  const limit = Number(metadata?.purchase_limit ?? Number.NaN);
  return Number.isInteger(limit) && limit > 0 ? limit : null;
}

function limitSentence(most: number): string {
  return `该商品每人最多可同时下单 ${most} 件，请先付款或减少数量`;
}
