import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils";
import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows";
import { standingOf } from "../domain/refund";
import { trueUpOrderSummary } from "./order-summary";
import { orderOfCollection, PROVIDER_ID_PREFIX } from "./payment-facts";
import { wechatPayOf } from "./wechat-pay-module";

const LOCK_TIMEOUT_SECONDS = 30;
/** Medusa books a refund on its order when the provider has answered; one this old will never be booked by it. */
const BOOKED_WITHIN_MS = 60_000;

interface BookedRefund {
  readonly id: string;
  readonly amount: BigNumberInput;
  readonly created_at?: string | Date | undefined;
}

interface Payment {
  readonly provider_id: string;
  readonly refunds?: readonly BookedRefund[] | null;
}

/** What Medusa keeps on every row and does not list in its types. */
interface Deletable {
  readonly deleted_at?: string | Date | null;
}

/** A payment collection with what its refunds are booked on. */
interface Books {
  readonly collection_id: string;
  readonly currency_code: string;
  readonly refunded_amount: BigNumberInput;
  readonly payments: readonly Payment[];
  readonly order: { readonly id: string; readonly status: string } | undefined;
}

/**
 * Lets Medusa's own figures follow a refund, if they have still to. Call it under the refund's lock; it may be repeated,
 * and what it could not do now stays due for the reconciliation.
 *
 * Medusa books a refund once, when the provider has accepted it. Here its refund row keeps the money from being
 * refunded twice for as long as the refund is wanted; the order's transaction, and with it the summary, says that the
 * money left the shop: it is taken back while the refund is owed, because WeChat closed it or cannot deliver it; the
 * collection's refunded amount, and with it `payment_status`, counts only what arrived.
 */
export async function bookRefundDue(container: MedusaContainer, id: string): Promise<void> {
  try {
    await bookDue(container, id);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`WeChat Pay: Medusa's figures do not follow refund ${id} yet: ${reason}`);
  }
}

async function bookDue(container: MedusaContainer, id: string): Promise<void> {
  const service = wechatPayOf(container);
  const row = await service.retrieveWechatRefund(id);
  if (!row.books_due) {
    return;
  }
  const books = await readBooks(container, row.payment_id);
  const refund = books?.payments
    .flatMap(({ refunds }) => refunds ?? [])
    .find((one) => one.id === row.refund_id);
  const standing = standingOf(row.progress, row.refund_state);
  const followed =
    !books ||
    !refund ||
    (await container
      .resolve(Modules.LOCKING)
      .execute(
        [`wechat-refund-books:${books.collection_id}`],
        async () => await followInBooks(container, row.payment_id, refund, standing === "owed"),
        { timeout: LOCK_TIMEOUT_SECONDS },
      ));
  if (followed) {
    await service.updateWechatRefunds({ id, books_due: false });
  }
}

/** @returns false while Medusa itself is still booking the refund */
async function followInBooks(
  container: MedusaContainer,
  paymentId: string,
  refund: BookedRefund,
  isOwed: boolean,
): Promise<boolean> {
  const books = await readBooks(container, paymentId);
  if (!books) {
    return true;
  }
  await countArrived(container, books);
  return !books.order || (await followOnOrder(container, books, refund, isOwed));
}

async function readBooks(container: MedusaContainer, paymentId: string): Promise<Books | undefined> {
  const module = container.resolve(Modules.PAYMENT);
  const [payment] = await module.listPayments({ id: paymentId }, { select: ["payment_collection_id"] });
  if (!payment) {
    return undefined;
  }
  const collection = await module.retrievePaymentCollection(payment.payment_collection_id, {
    relations: ["payments", "payments.refunds"],
  });
  return {
    collection_id: collection.id,
    currency_code: collection.currency_code,
    refunded_amount: collection.refunded_amount ?? 0,
    payments: collection.payments ?? [],
    order: await orderOfCollection(container, collection.id),
  };
}

/** Of this provider's refunds the collection counts those that arrived; of others' all, as Medusa does. */
async function countArrived(container: MedusaContainer, books: Books): Promise<void> {
  const isOurs = ({ provider_id }: Payment) => provider_id.startsWith(PROVIDER_ID_PREFIX);
  const ours = books.payments.filter(isOurs).flatMap(({ refunds }) => refunds ?? []);
  const others = books.payments.filter((payment) => !isOurs(payment)).flatMap(({ refunds }) => refunds ?? []);
  const rows = await wechatPayOf(container).listWechatRefunds(
    { refund_id: ours.map(({ id }) => id), progress: "succeeded" },
    { select: ["refund_id"] },
  );
  const arrived = new Set(rows.map(({ refund_id }) => refund_id));
  const counted = [...ours.filter(({ id }) => arrived.has(id)), ...others];
  const refunded_amount = MathBN.sum(0, ...counted.map(({ amount }) => amount));
  if (!MathBN.eq(refunded_amount, books.refunded_amount)) {
    const change = { currency_code: books.currency_code, refunded_amount };
    await container.resolve(Modules.PAYMENT).updatePaymentCollections(books.collection_id, change);
  }
}

/** Takes the refund's transaction back while it is owed, and puts it back when it is not any more. */
async function followOnOrder(
  container: MedusaContainer,
  { order, currency_code }: Books,
  refund: BookedRefund,
  isOwed: boolean,
): Promise<boolean> {
  const orders = container.resolve(Modules.ORDER);
  const order_id = order?.id ?? "";
  const transactions = await orders.listOrderTransactions(
    { order_id, reference: "refund", reference_id: refund.id },
    { withDeleted: true },
  );
  const standing = transactions.filter((transaction) => !(transaction as Deletable).deleted_at);
  const [first] = transactions;
  if (isOwed && standing.length > 0) {
    await orders.softDeleteOrderTransactions(standing.map(({ id }) => id));
  } else if (!isOwed && standing.length === 0 && first) {
    await orders.restoreOrderTransactions([first.id]);
  } else if (!first) {
    if (Date.now() - new Date(refund.created_at ?? 0).getTime() < BOOKED_WITHIN_MS) {
      return false;
    }
    if (!isOwed) {
      await bookInMedusasStead(container, { id: order_id, status: order?.status }, currency_code, refund);
    }
  }
  await trueUpOrderSummary(container, order_id);
  return true;
}

/** What Medusa does when a provider has refunded, for a server that died before it did. */
async function bookInMedusasStead(
  container: MedusaContainer,
  order: { readonly id: string; readonly status: string | undefined },
  currency_code: string,
  refund: BookedRefund,
): Promise<void> {
  const orders = container.resolve(Modules.ORDER);
  await orders.addOrderTransactions({
    order_id: order.id,
    amount: MathBN.mult(refund.amount, -1),
    currency_code,
    reference: "refund",
    reference_id: refund.id,
  });
  const { summary } = await orders.retrieveOrder(order.id, { select: ["id", "summary"] });
  const amount = MathBN.min(refund.amount, summary?.pending_difference ?? 0);
  // What the order asks for shrinks by what was refunded beyond what was owed; a cancelled order asks for nothing.
  if (order.status !== "canceled" && MathBN.gt(amount, 0)) {
    const line = { amount, reference: "refund", reference_id: refund.id };
    await createOrderCreditLinesWorkflow(container).run({ input: { id: order.id, credit_lines: [line] } });
  }
}
