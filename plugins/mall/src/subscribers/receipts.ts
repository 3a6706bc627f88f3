import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import type { MallOrderReceived } from "../workflows/confirm-receipt";
import { deliverReceivedOrder } from "../workflows/deliver-received-order";

/** Receipt was confirmed: Medusa's order is delivered, so that the merchant's list no longer calls it shipped. */
export default async function followReceipt({
  event,
  container,
}: SubscriberArgs<MallOrderReceived>): Promise<void> {
  await deliverReceivedOrder(container, event.data.order_id);
}

export const config: SubscriberConfig = { event: "mall.order_received" };
