import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { BigNumber, createRawPropertiesFromBigNumber, MathBN, Modules } from "@medusajs/framework/utils";

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
 * version in which a transaction was made, which a refund's own credit line has replaced by then.
 */
export async function trueUpOrderSummary(container: MedusaContainer, orderId: string): Promise<void> {
  const orders = container.resolve(Modules.ORDER);
  const summaries = orders as unknown as SummaryMethods;
  const { version } = await orders.retrieveOrder(orderId, { select: ["id", "version"] });
  const [summary] = await summaries.listOrderSummaries({ order_id: orderId, version });
  const transactions = await orders.listOrderTransactions(
    { order_id: orderId },
    { select: ["id", "amount"] },
  );
  const amounts = transactions.map(({ amount }) => MathBN.convert(amount));
  if (!summary) {
    return;
  }
  const told = (name: string): BigNumberInput => (summary.totals[name] ?? 0) as BigNumberInput;
  const sum = (of: typeof amounts) => MathBN.sum(0, ...of);
  const transaction_total = sum(amounts);
  const moved = MathBN.sub(transaction_total, told("transaction_total"));
  const totals = {
    ...summary.totals,
    transaction_total: new BigNumber(transaction_total),
    paid_total: new BigNumber(sum(amounts.filter((amount) => amount.gt(0)))),
    refunded_total: new BigNumber(MathBN.abs(sum(amounts.filter((amount) => amount.lt(0))))),
    pending_difference: new BigNumber(MathBN.sub(told("pending_difference"), moved)),
  };
  createRawPropertiesFromBigNumber(totals);
  await summaries.updateOrderSummaries([{ id: summary.id, totals }]);
}
