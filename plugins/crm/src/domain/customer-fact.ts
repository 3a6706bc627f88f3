/** An order with its money. Amounts are fen. */
export interface OrderMoney {
  readonly created_at: Date;
  readonly paid_fen: bigint;
  readonly refunded_fen: bigint;
  readonly refund_count: number;
  readonly product_ids: readonly string[];
}

/** What a customer's orders say of them. Only orders that were paid count. */
export interface OrderFacts {
  readonly first_order_at: Date | null;
  readonly last_order_at: Date | null;
  readonly order_count: number;
  readonly paid_fen: bigint;
  readonly refunded_fen: bigint;
  readonly refund_count: number;
  readonly product_ids: string[];
  readonly category_ids: string[];
}

/** @param categoriesOf the categories of each product, with those above them */
export function orderFacts(
  orders: readonly OrderMoney[],
  categoriesOf: ReadonlyMap<string, readonly string[]>,
): OrderFacts {
  const paid = orders.filter(({ paid_fen }) => paid_fen > 0n);
  const moments = paid
    .map(({ created_at }) => created_at)
    .toSorted((one, other) => Number(one) - Number(other));
  const product_ids = [...new Set(paid.flatMap((order) => order.product_ids))].toSorted();
  const category_ids = [...new Set(product_ids.flatMap((id) => categoriesOf.get(id) ?? []))].toSorted();
  return {
    first_order_at: moments[0] ?? null,
    last_order_at: moments.at(-1) ?? null,
    order_count: paid.length,
    paid_fen: paid.reduce((sum, order) => sum + order.paid_fen, 0n),
    refunded_fen: paid.reduce((sum, order) => sum + order.refunded_fen, 0n),
    refund_count: paid.reduce((sum, order) => sum + order.refund_count, 0),
    product_ids,
    category_ids,
  };
}

/** The month of a birthday as forms keep it: `1990-05-17`, `05-17`; null for everything else. */
export function birthdayMonthOf(birthday: unknown): number | null {
  const match = typeof birthday === "string" ? /^(?:\d{4}-)?(\d{2})-\d{2}/.exec(birthday) : null;
  const month = Number(match?.[1]);
  return month >= 1 && month <= 12 ? month : null;
}
