import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { PaymentEvents } from "@medusajs/framework/utils";
import { recordBookedRefunds } from "../workflows";

/** Medusa has booked a refund that WeChat accepted: from here on it is followed. A lost event is the job's to make good. */
export default async function onRefundBooked({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await recordBookedRefunds(container, event.data.id);
}

export const config: SubscriberConfig = {
  event: PaymentEvents.REFUNDED,
  context: { subscriberId: "wechat-pay-refund-booked" },
};
