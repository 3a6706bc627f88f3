import type { AfterSaleState, AfterSaleType } from "../after-sale";
import type { CaseLine } from "../after-sale-offer";

/** An after-sale case as far as it keeps goods in the house; amounts in fen. */
export interface HoldingCase {
  type: AfterSaleType;
  state: AfterSaleState;
  /** What was agreed to; null before. */
  approved_fen: bigint | null;
  goods_fen: bigint;
  lines: readonly CaseLine[];
}

/** What cases that are not over keep in the house, by line of the order. */
export interface HeldGoods {
  /** Lines about whose money nobody has decided yet: nothing of them leaves before that. */
  asked: ReadonlySet<string>;
  /** How many pieces of a line need not be sent, because their whole money is agreed to or on its way. */
  agreed: ReadonlyMap<string, number>;
}

/** The states in which such a case holds goods: asked for, agreed to, on its way. */
export const HOLDING_STATES = [
  "requested",
  "to_refund",
  "refunding",
] as const satisfies readonly AfterSaleState[];

/**
 * What the cases of an order hold back. Goods that are to come back have left already, and of a price that is merely
 * lowered the goods are still owed, so that neither holds anything.
 */
export function heldGoods(cases: readonly HoldingCase[]): HeldGoods {
  const asked = new Set<string>();
  const agreed = new Map<string, number>();
  for (const { type, state, approved_fen, goods_fen, lines } of cases) {
    if (type !== "refund_only") continue;
    const isAgreed = state === "to_refund" || state === "refunding";
    for (const { order_line_id, quantity } of lines) {
      if (state === "requested") asked.add(order_line_id);
      if (isAgreed && approved_fen !== null && approved_fen >= goods_fen) {
        agreed.set(order_line_id, (agreed.get(order_line_id) ?? 0) + quantity);
      }
    }
  }
  return { asked, agreed };
}
