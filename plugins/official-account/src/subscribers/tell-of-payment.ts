import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { PaymentEvents } from "@medusajs/framework/utils";
import { noticesOfPayment } from "../workflows/order-notices.js";
import { tell } from "../workflows/send-notices.js";

/** Money has come in or gone back: the shopper is told once of each. */
export default async function tellOfPayment({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await tell(container, await noticesOfPayment(container, event.data.id));
}

export const config: SubscriberConfig = { event: [PaymentEvents.CAPTURED, PaymentEvents.REFUNDED] };
