import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { FulfillmentWorkflowEvents } from "@medusajs/framework/utils";
import { noticesOfShipment } from "../workflows/order-notices.js";
import { tell } from "../workflows/send-notices.js";

/** Goods are on their way: the shopper is told. */
export default async function tellOfShipment({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await tell(container, await noticesOfShipment(container, event.data.id));
}

export const config: SubscriberConfig = { event: FulfillmentWorkflowEvents.SHIPMENT_CREATED };
