import { sumFen } from "../money";
import type { BoughtLine } from "../plan/commission";
import { spreadRefund } from "./refund-allocation";

/** What a refund gave back for one line of its order. */
export interface RefundedLine {
  order_line_id: string;
  goods_fen: bigint;
}

/** Goods money given back: for certain lines, or for the order as a whole where nobody said more. */
export interface GoodsRefund {
  goods_fen: bigint;
  /** Together the goods money; null when the refund names no line. */
  lines: readonly RefundedLine[] | null;
}

/**
 * The lines that a refund may be booked to, as somebody named them. Whatever cannot be true of it (nothing, or more than
 * its money) names none: the refund then counts for the order as a whole.
 */
export function namedLines(
  goods_fen: bigint,
  lines: readonly RefundedLine[] | undefined,
): RefundedLine[] | null {
  if (!lines || lines.length === 0) return null;
  const isOnce = new Set(lines.map(({ order_line_id }) => order_line_id)).size === lines.length;
  if (!isOnce || lines.some((line) => line.goods_fen < 1n)) return null;
  return sumFen(lines.map((line) => line.goods_fen)) > goods_fen ? null : [...lines];
}

/**
 * How much of each line's base all refunds so far come to. What names a line is that line's, up to its base; the rest
 * is spread over what is left of the bases. The parts depend on the sums alone, never on the order of the refunds, and
 * no line's part shrinks when more is refunded. A line that the order was not frozen with earned nothing, so that what
 * went back for it concerns no other.
 * @returns one part per line, in order; each within its base
 */
export function refundedParts(refunds: readonly GoodsRefund[], lines: readonly BoughtLine[]): bigint[] {
  const namedOf = new Map<string, bigint>();
  let unnamed_fen = 0n;
  for (const refund of refunds) {
    if (!refund.lines) unnamed_fen += refund.goods_fen;
    for (const { order_line_id, goods_fen } of refund.lines ?? []) {
      namedOf.set(order_line_id, (namedOf.get(order_line_id) ?? 0n) + goods_fen);
    }
  }
  const named = lines.map(({ order_line_id, base_fen }) => {
    const fen = namedOf.get(order_line_id) ?? 0n;
    // More than the line cost was paid back out of something else.
    if (fen > base_fen) unnamed_fen += fen - base_fen;
    return fen > base_fen ? base_fen : fen;
  });
  const spread = spreadRefund(
    unnamed_fen,
    lines.map(({ base_fen }, index) => base_fen - (named[index] ?? 0n)),
  );
  return named.map((fen, index) => fen + (spread[index] ?? 0n));
}
