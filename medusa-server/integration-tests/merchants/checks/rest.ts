/** What is known of an order's money at rest, on every side that books it; amounts in fen. */
export interface Figures {
  readonly order_id: string;
  readonly status: string;
  readonly captured: number;
  readonly refunded: number;
  /** Medusa's transactions: captures, and refunds as what came back. */
  readonly transacted_in: number;
  readonly transacted_back: number;
  /** Medusa's summary of the order. */
  readonly summary_paid: number;
  readonly summary_refunded: number;
  /** Medusa's payment collections. */
  readonly collected: number;
  readonly collected_back: number;
  /** What WeChat took and gave back. */
  readonly wechat_paid: number;
  readonly wechat_refunded: number;
}

/** Where the sides differ. */
export function figureFaults(figures: Figures): string[] {
  const { order_id, captured, refunded } = figures;
  const differing = (what: string, fen: number, by: number) =>
    fen === by ? [] : [`order ${order_id}: ${what} ${fen} fen, Medusa's payments ${by}`];
  return [
    ...differing("transactions took in", figures.transacted_in, captured),
    ...differing("transactions gave back", figures.transacted_back, refunded),
    ...differing("the summary took in", figures.summary_paid, captured),
    ...differing("the summary gave back", figures.summary_refunded, refunded),
    ...differing("the collection took in", figures.collected, captured),
    ...differing("the collection gave back", figures.collected_back, refunded),
    ...differing("WeChat took in", figures.wechat_paid, captured),
    ...differing("WeChat gave back", figures.wechat_refunded, refunded),
  ];
}

/** Stock of one item at one place. */
export interface Level {
  readonly inventory_item_id: string;
  readonly stocked: number;
  readonly reserved: number;
  /** Pieces of live orders that have not left, by the orders' own lines. */
  readonly owed: number;
  /** The orders for which something else is kept back than they wait for, in words. */
  readonly differing?: readonly string[];
  /** The merchant once counted fewer than orders waited for, and may have sent them all the same. */
  readonly was_short?: boolean;
}

/** Stock is negative only where more was sent than was counted, and what is kept back is what live orders wait for. */
export function stockFaults({
  inventory_item_id,
  stocked,
  reserved,
  owed,
  differing = [],
  was_short,
}: Level): string[] {
  const faults: string[] = [];
  if (stocked < 0 && !was_short) faults.push(`${inventory_item_id}: ${stocked} in stock`);
  if (reserved < 0) faults.push(`${inventory_item_id}: ${reserved} reserved`);
  if (reserved !== owed) {
    const orders = differing.length === 0 ? "" : ` (${differing.join(", ")})`;
    faults.push(`${inventory_item_id}: ${reserved} reserved, and orders wait for ${owed}${orders}`);
  }
  return faults;
}

/** What commission says of an order's tier. */
export interface Commission {
  readonly order_id: string;
  readonly distributor_id: string;
  /** The distributor's status when the order was placed and now. */
  readonly status: string;
  /** Whether the account was closed before the order's money came. */
  readonly closed_before: boolean;
  readonly amount_fen: number;
  readonly clawed_fen: number;
  /** Goods of the order that were given back entirely. */
  readonly is_refunded_whole: boolean;
}

/** Commission that nobody may have. */
export function commissionFaults(commission: Commission): string[] {
  const { order_id, distributor_id, closed_before, amount_fen, clawed_fen, is_refunded_whole } = commission;
  const faults: string[] = [];
  if (closed_before && amount_fen > clawed_fen) {
    faults.push(`order ${order_id} earns ${distributor_id}, whose account is closed`);
  }
  if (clawed_fen > amount_fen) {
    faults.push(`order ${order_id}: ${clawed_fen} fen of ${amount_fen} taken back from ${distributor_id}`);
  }
  if (is_refunded_whole && clawed_fen !== amount_fen) {
    faults.push(`order ${order_id} is refunded, and ${distributor_id} keeps ${amount_fen - clawed_fen} fen`);
  }
  return faults;
}

/** A distributor's money and whether anybody can still come to it. */
export interface Balance {
  readonly distributor_id: string;
  readonly customer_id: string;
  readonly fen: number;
  readonly customer_is_gone: boolean;
}

/** Money that is owed to somebody who can never ask for it. */
export function balanceFaults({ distributor_id, customer_id, fen, customer_is_gone }: Balance): string[] {
  return customer_is_gone && fen !== 0
    ? [`${fen} fen of ${distributor_id} are stranded: customer ${customer_id} is gone`]
    : [];
}
