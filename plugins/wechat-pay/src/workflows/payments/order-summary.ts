import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { BigNumber, createRawPropertiesFromBigNumber, MathBN, Modules } from "@medusajs/framework/utils";

/** bignumber.js: towards minus infinity. */
const ROUND_DOWN = 3;

interface Summary {
  readonly id: string;
  readonly totals: Readonly<Record<string, unknown>>;
}

/** Methods that Medusa's order module makes for every model, and does not list in its type. */
interface SummaryMethods {
  listOrderSummaries(filters: { order_id: string; version: number }): Promise<Summary[]>;
  updateOrderSummaries(data: readonly Summary[]): Promise<unknown>;
}

/**
 * Lets the summary of an order's present version say what its transactions say. Medusa adds to the summary of the
 * version in which a transaction was made, which a refund's own credit line has replaced by then. Two changes at the same
 * time leave two summaries of one version, of which Medusa shows either: both are put right.
 * @returns what the order asks for now, in fen; below zero, what it owes
 */
export async function trueUpOrderSummary(container: MedusaContainer, orderId: string): Promise<bigint> {
  const orders = container.resolve(Modules.ORDER);
  const summaries = orders as unknown as SummaryMethods;
  const { version } = await orders.retrieveOrder(orderId, { select: ["id", "version"] });
  const found = await summaries.listOrderSummaries({ order_id: orderId, version });
  const transactions = await orders.listOrderTransactions(
    { order_id: orderId },
    { select: ["id", "amount"] },
  );
  const amounts = transactions.map(({ amount }) => MathBN.convert(amount));
  const trued = found.map((summary) => trueSummary(summary, amounts));
  const changed = trued.flatMap(({ summary, is_changed }) => (is_changed ? [summary] : []));
  if (changed.length > 0) {
    await summaries.updateOrderSummaries(changed);
  }
  return trued[0]?.pending_fen ?? 0n;
}

/** A summary as the order's transactions have it, and what the order asks for by it. */
function trueSummary(
  summary: Summary,
  amounts: readonly ReturnType<typeof MathBN.convert>[],
): { summary: Summary; is_changed: boolean; pending_fen: bigint } {
  const told = (name: string): BigNumberInput => (summary.totals[name] ?? 0) as BigNumberInput;
  const sum = (of: typeof amounts) => MathBN.sum(0, ...of);
  const transaction_total = sum(amounts);
  const moved = MathBN.sub(transaction_total, told("transaction_total"));
  const pending = MathBN.sub(told("pending_difference"), moved);
  const [paid, refunded] = [sum(amounts.filter((one) => one.gt(0))), sum(amounts.filter((one) => one.lt(0)))];
  const isTrue =
    moved.isZero() &&
    MathBN.eq(paid, told("paid_total")) &&
    MathBN.eq(MathBN.abs(refunded), told("refunded_total"));
  const pending_fen = wholeFen(pending);
  if (isTrue) {
    return { summary, is_changed: false, pending_fen };
  }
  const totals = {
    ...summary.totals,
    transaction_total: new BigNumber(transaction_total),
    paid_total: new BigNumber(paid),
    refunded_total: new BigNumber(MathBN.abs(refunded)),
    pending_difference: new BigNumber(pending),
  };
  createRawPropertiesFromBigNumber(totals);
  return { summary: { id: summary.id, totals }, is_changed: true, pending_fen };
}

/** Whole fen: an order whose total has a fraction of one asks for no more than what can be paid. */
function wholeFen(yuan: BigNumberInput): bigint {
  return BigInt(MathBN.mult(yuan, 100).decimalPlaces(8).integerValue(ROUND_DOWN).toFixed());
}
