import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { bookOrder } from "../payments/book-order";
import { whileOrderMoneyLocked } from "../payments/order-money";
import { orderOfCollection } from "../payments/payment-facts";
import { wechatPayOf } from "../wechat-pay-module";

/**
 * Lets Medusa's own figures follow a refund, if they have still to. Call it under the refund's lock; it may be repeated,
 * and what it could not do now stays due for the reconciliation.
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
  const orderId = await orderOfPayment(container, row.payment_id);
  const followed =
    !orderId || (await whileOrderMoneyLocked(container, orderId, () => bookOrder(container, orderId)));
  if (followed) {
    await service.updateWechatRefunds({ id, books_due: false });
  }
}

/** The order that a payment pays for; undefined when it never became one. */
export async function orderOfPayment(
  container: MedusaContainer,
  paymentId: string,
): Promise<string | undefined> {
  const [payment] = await container
    .resolve(Modules.PAYMENT)
    .listPayments({ id: paymentId }, { select: ["payment_collection_id"] });
  return payment && (await orderOfCollection(container, payment.payment_collection_id))?.id;
}
