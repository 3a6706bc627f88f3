import type { MedusaContainer } from "@medusajs/framework/types";
import { MathBN, Modules, PaymentCollectionStatus } from "@medusajs/framework/utils";
import type { StoredCollection, StoredPayment } from "./order-money-reads";
import { PROVIDER_ID_PREFIX } from "./payment-facts";

const isOurs = ({ provider_id }: StoredPayment) => provider_id.startsWith(PROVIDER_ID_PREFIX);
/** What Medusa calls a collection until its money is captured. */
const UNPAID: readonly string[] = [
  PaymentCollectionStatus.NOT_PAID,
  PaymentCollectionStatus.AWAITING,
  PaymentCollectionStatus.AUTHORIZED,
  PaymentCollectionStatus.PARTIALLY_AUTHORIZED,
];

/**
 * Lets payment collections say what was captured and what arrived. Of this provider's refunds a collection counts those
 * that arrived; of others' all, as Medusa does.
 * @param hasArrived whether a refund of this provider's is with its payer
 */
export async function countArrived(
  container: MedusaContainer,
  collections: readonly StoredCollection[],
  hasArrived: (refundId: string) => boolean,
): Promise<void> {
  for (const collection of collections) {
    const { payments } = collection;
    const captures = payments.flatMap((payment) => payment.captures);
    const refunds = payments.flatMap((payment) =>
      payment.refunds.filter(({ id }) => !isOurs(payment) || hasArrived(id)),
    );
    const captured_amount = MathBN.sum(0, ...captures.map(({ amount }) => amount));
    const refunded_amount = MathBN.sum(0, ...refunds.map(({ amount }) => amount));
    const isCaptured = captures.length > 0 && MathBN.gte(captured_amount, collection.amount);
    const isUnmarked = isCaptured && UNPAID.includes(collection.status);
    if (
      isUnmarked ||
      !MathBN.eq(captured_amount, collection.captured_amount ?? 0) ||
      !MathBN.eq(refunded_amount, collection.refunded_amount ?? 0)
    ) {
      // Medusa's type leaves out what its own bookkeeping writes.
      const change = {
        currency_code: collection.currency_code,
        captured_amount,
        refunded_amount,
        ...(isUnmarked ? { status: PaymentCollectionStatus.COMPLETED, completed_at: new Date() } : {}),
      };
      await container.resolve(Modules.PAYMENT).updatePaymentCollections(collection.id, change);
    }
  }
}
