import { sumOfFen } from "./money";

/** Pieces of a line that were taken off its order, with what had been paid for them. */
export interface WithdrawnLine {
  order_line_id: string;
  quantity: number;
  goods_fen: bigint;
}

/** A line of an order as Medusa keeps it, of which pieces were refunded before they were sent. */
export interface RefundedLine {
  order_line_id: string;
  quantity: number;
  fulfilled_quantity: number;
  unit_price_fen: bigint;
  /** What each discount takes off the whole line. */
  discounts_fen: readonly bigint[];
  /** What was refunded of it: pieces, and what those cost. */
  refunded: { quantity: number; goods_fen: bigint };
}

/** What becomes of such a line. */
export interface Withdrawal extends WithdrawnLine {
  /** What is left of the line, and of each of its discounts. */
  kept_quantity: number;
  kept_discounts_fen: bigint[];
}

/** What stays of discounts of which so much goes: each loses its part, rounded down, and the first make up the rest. */
function reduced(discounts_fen: readonly bigint[], gone_fen: bigint): bigint[] {
  const whole = sumOfFen(discounts_fen);
  if (whole <= 0n) return [...discounts_fen];
  const goes = gone_fen < 0n ? 0n : gone_fen > whole ? whole : gone_fen;
  const kept = discounts_fen.map((fen) => fen - (fen * goes) / whole);
  let rest = sumOfFen(kept) - (whole - goes);
  return kept.map((fen) => {
    const less = rest < fen ? rest : fen;
    rest -= less;
    return fen - less;
  });
}

/**
 * What to take off an order's line because it was refunded unsent, so that nobody packs it: never what is packed already.
 * The discount shrinks by as much as the pieces' price is above what was paid for them, so that what is left costs
 * exactly what it did. Null when nothing of it is unsent.
 */
export function withdrawalOf(line: RefundedLine): Withdrawal | null {
  const unsent = line.quantity - line.fulfilled_quantity;
  const quantity = Math.min(line.refunded.quantity, Math.floor(unsent));
  if (quantity <= 0) return null;
  const goods_fen = (line.refunded.goods_fen * BigInt(quantity)) / BigInt(line.refunded.quantity);
  const gone_fen = line.unit_price_fen * BigInt(quantity) - goods_fen;
  const kept_discounts_fen = reduced(line.discounts_fen, gone_fen);
  const kept_quantity = line.quantity - quantity;
  return { order_line_id: line.order_line_id, quantity, goods_fen, kept_quantity, kept_discounts_fen };
}
