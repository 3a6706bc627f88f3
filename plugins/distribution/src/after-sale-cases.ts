import type { RefundedLine } from "./domain/intake/refunded-goods";

/**
 * Outward port: who knows of goods that may still come back. While an order has an open after-sale case none of its
 * commission matures; afterwards its next run takes it along.
 */
export interface AfterSaleCases {
  /** Which of these orders have an open case. Asked while their accruals are locked. */
  ordersWithOpenCase(order_ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** A refund of Medusa's, as its note tells which case it belongs to. */
export interface NotedRefund {
  id: string;
  order_id: string;
  amount_fen: bigint;
  note: string;
}

/**
 * Outward port of the same shop: which lines of its order a refund is for, so that it takes nothing back of the others.
 * Asked once, when a refund is taken in; a refund that is not answered for counts for its order as a whole.
 */
export interface RefundedCases {
  /** By refund: the goods money of each line, together at most the refund. What is left of it is freight. */
  linesOfRefunds(refunds: readonly NotedRefund[]): Promise<ReadonlyMap<string, readonly RefundedLine[]>>;
}

/** The name in Medusa's container under which a shop with after-sale cases registers its `AfterSaleCases`. */
export const AFTER_SALE_CASES = "afterSaleCases";

/** The answer of a shop that keeps no after-sale cases. */
export const noAfterSaleCases: AfterSaleCases = {
  ordersWithOpenCase: async () => new Set<string>(),
};
