import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { creditOf, isCredited, planBookings } from "../../domain/order-bookings";
import { standingOf } from "../../domain/refund";
import { wechatPayOf } from "../wechat-pay-module";
import { findOpenChange, type OpenChange } from "./order-money";
import { type OrderMoney, readOrderMoney, type StoredMovement } from "./order-money-reads";
import { trueUpOrderSummary } from "./order-summary";
import { countArrived } from "./payment-collection-figures";
import { fenOf } from "./payment-facts";

/** Medusa books money on its order when the provider has answered; what is this old will never be booked by it. */
const BOOKED_WITHIN_MS = 60_000;

/** What our own rows say about a refund. */
interface RefundRow {
  readonly id: string;
  readonly refund_id: string;
  readonly progress: "to_submit" | "processing" | "succeeded" | "needs_attention";
  readonly refund_state: string | null;
  readonly credited_at: Date | null;
}

/**
 * Makes an order's own figures (transactions, credit lines, summary, payment collections) say what its captures and
 * refunds say. Repeating it changes nothing; it may begin where a killed server ended. Call it under
 * `whileOrderMoneyLocked`.
 *
 * Medusa books a refund once, when the provider has accepted it. Here its refund row keeps the money from being
 * refunded twice for as long as the refund is wanted; the order's transaction, and with it the summary, says that the
 * money left the shop: it is taken back while the refund is owed, because WeChat closed it or cannot deliver it; the
 * collection's refunded amount, and with it `payment_status`, counts only what arrived.
 * @param inHand captures and refunds that the caller has just made: nobody else will book them
 * @returns false when something has to wait: for whoever may yet book it, or for the end of an open change
 */
export async function bookOrder(
  container: MedusaContainer,
  orderId: string,
  inHand: readonly string[] = [],
): Promise<boolean> {
  const money = await readOrderMoney(container, orderId);
  if (!money) {
    return true;
  }
  const rows = await readRefundRows(container, money);
  const isBookable = ({ id, created_at }: StoredMovement): boolean =>
    inHand.includes(id) || Date.now() - new Date(created_at).getTime() > BOOKED_WITHIN_MS;
  await countArrived(container, money.collections, (id) => rows.get(id)?.progress === "succeeded");
  const isBooked = await bookTransactions(container, money, rows, isBookable);
  const pending_fen = await trueUpOrderSummary(container, orderId);
  const change = await findOpenChange(container, orderId);
  const areCredited = await creditRefunds(container, money, rows, isBookable, { pending_fen, change });
  return areCredited && isBooked && change?.kind !== "credit_line";
}

async function readRefundRows(
  container: MedusaContainer,
  money: OrderMoney,
): Promise<Map<string, RefundRow>> {
  const ids = money.payments.flatMap(({ refunds }) => refunds.map(({ id }) => id));
  const rows = await wechatPayOf(container).listWechatRefunds(
    { refund_id: ids },
    { select: ["id", "refund_id", "progress", "refund_state", "credited_at"] },
  );
  return new Map(rows.map((row) => [row.refund_id, row]));
}

const isOwed = (row: RefundRow | undefined): boolean =>
  row !== undefined && standingOf(row.progress, row.refund_state) === "owed";

async function bookTransactions(
  container: MedusaContainer,
  money: OrderMoney,
  rows: ReadonlyMap<string, RefundRow>,
  isBookable: (movement: StoredMovement) => boolean,
): Promise<boolean> {
  const movementOf = (payment_id: string, movement: StoredMovement) => ({
    id: movement.id,
    payment_id,
    amount_fen: fenOf(movement.amount),
    is_bookable: isBookable(movement),
  });
  const plan = planBookings(
    money.payments.flatMap(({ id, captures }) => captures.map((capture) => movementOf(id, capture))),
    money.payments.flatMap(({ id, refunds }) =>
      refunds.map((refund) => ({ ...movementOf(id, refund), is_owed: isOwed(rows.get(refund.id)) })),
    ),
    money.transactions,
  );
  const orders = container.resolve(Modules.ORDER);
  if (plan.remove.length > 0) {
    await orders.softDeleteOrderTransactions([...plan.remove]);
  }
  if (plan.restore.length > 0) {
    await orders.restoreOrderTransactions([...plan.restore]);
  }
  if (plan.add.length > 0) {
    await orders.addOrderTransactions(
      plan.add.map(({ reference, reference_id, amount_fen }) => ({
        order_id: money.order_id,
        amount: Number(amount_fen) / 100,
        currency_code: money.currency_code,
        reference,
        reference_id,
      })),
    );
  }
  return plan.is_complete;
}

/** Lets the order ask for less by what was refunded, once for every refund. */
async function creditRefunds(
  container: MedusaContainer,
  money: OrderMoney,
  rows: ReadonlyMap<string, RefundRow>,
  isBookable: (movement: StoredMovement) => boolean,
  { pending_fen, change }: { readonly pending_fen: bigint; readonly change: OpenChange | undefined },
): Promise<boolean> {
  const refunds = money.payments.flatMap((payment) => payment.refunds);
  const areKnown = refunds.every(({ id }) => rows.has(id) || !money.isOurs(id));
  const uncredited = refunds.filter((refund) => {
    return rows.get(refund.id)?.credited_at === null && isBookable(refund);
  });
  if (uncredited.length === 0) {
    return areKnown;
  }
  if (change) {
    return false;
  }
  const owed_fen = refunds
    .filter(({ id }) => isOwed(rows.get(id)))
    .reduce((sum, { amount }) => sum + fenOf(amount), 0n);
  let asked_fen = pending_fen + owed_fen;
  for (const refund of uncredited) {
    const dated = { ...refund, amount_fen: fenOf(refund.amount), created_at: new Date(refund.created_at) };
    const moments = refunds.map(({ created_at }) => ({ created_at: new Date(created_at) }));
    // A cancelled order asks for nothing, whoever made which credit line.
    const isDone = money.status !== "canceled" && isCredited(dated, moments, money.credit_lines);
    const credit_fen = isDone ? 0n : creditOf(dated.amount_fen, asked_fen);
    if (credit_fen > 0n) {
      await addCreditLine(container, money.order_id, refund.id, credit_fen);
      asked_fen -= credit_fen;
    }
    const row = rows.get(refund.id);
    await wechatPayOf(container).updateWechatRefunds({ id: row?.id ?? "", credited_at: new Date() });
  }
  return areKnown;
}

/** Medusa's own workflow for this refuses orders that are cancelled, after the money has gone back. */
async function addCreditLine(
  container: MedusaContainer,
  order_id: string,
  refundId: string,
  credit_fen: bigint,
): Promise<void> {
  const orders = container.resolve(Modules.ORDER);
  const change = await orders.createOrderChange({ order_id, change_type: "credit_line" });
  try {
    await orders.addOrderAction({
      order_change_id: change.id,
      order_id,
      version: change.version,
      action: "CREDIT_LINE_ADD",
      reference: "refund",
      reference_id: refundId,
      amount: Number(credit_fen) / 100,
    });
    await orders.confirmOrderChange(change.id);
  } catch (error) {
    await orders.deleteOrderChanges(change.id);
    throw error;
  }
}

/** As {@link bookOrder}, for a caller whose money has moved already: what fails is left to the reconciliation. */
export async function bookOrderIfPossible(
  container: MedusaContainer,
  orderId: string,
  inHand: readonly string[] = [],
): Promise<boolean> {
  try {
    return await bookOrder(container, orderId, inHand);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`WeChat Pay: the figures of order ${orderId} do not follow its money yet: ${reason}`);
    return false;
  }
}
