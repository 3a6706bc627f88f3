/**
 * Outward port: who knows of goods that may still come back. While an order has an open after-sale case none of its
 * commission matures; afterwards its next run takes it along.
 */
export interface AfterSaleCases {
  /** Which of these orders have an open case. Asked while their accruals are locked. */
  ordersWithOpenCase(order_ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** The name in Medusa's container under which a shop with after-sale cases registers its `AfterSaleCases`. */
export const AFTER_SALE_CASES = "afterSaleCases";

/** The answer of a shop that keeps no after-sale cases. */
export const noAfterSaleCases: AfterSaleCases = {
  ordersWithOpenCase: async () => new Set<string>(),
};
