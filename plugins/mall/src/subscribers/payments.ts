import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { ContainerRegistrationKeys, PaymentEvents } from "@medusajs/framework/utils";
import { closeMootAfterSalesWorkflow } from "../workflows/close-moot-after-sales";
import { trueUpReservations } from "../workflows/steps/true-up-reservations";
import { syncOrdersWorkflow } from "../workflows/sync-orders";

/**
 * Money has come in or gone back: the order's row follows, its after-sale cases if nothing is left to give, and the stock
 * that was held for goods whose money is back.
 */
export default async function followPayment({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "payment",
    fields: ["payment_collection.order.id"],
    filters: { id: event.data.id },
  });
  const [payment] = data as unknown as { payment_collection?: { order?: { id: string } | null } | null }[];
  const order_id = payment?.payment_collection?.order?.id;
  if (!order_id) return;
  const now = new Date().toISOString();
  await syncOrdersWorkflow(container).run({ input: { order_ids: [order_id], now } });
  await closeMootAfterSalesWorkflow(container).run({ input: { order_id, now } });
  if (event.name === PaymentEvents.REFUNDED) await trueUpReservations(container, order_id);
}

export const config: SubscriberConfig = { event: [PaymentEvents.CAPTURED, PaymentEvents.REFUNDED] };
