/** What one distributor earns on an order, by tier. */
export interface OrderCommission {
  readonly order_id: string;
  readonly tier: number;
  readonly distributor_id: string;
  readonly accrued_fen: bigint;
  readonly clawed_fen: bigint;
}

/** What after-sales made of a line of an order. */
export interface LineAfterSales {
  readonly order_id: string;
  readonly order_line_id: string;
  /** Pieces whose money is back. */
  readonly refunded: number;
}
