import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { OrderWorkflowEvents, PaymentEvents } from "@medusajs/framework/utils";
import { shopMetrics } from "../metrics/shop-metrics";

/** Counts what the shop lives from. Its ids and amounts are in the order's history, not in a metric. */
export default async function countEvent({ event }: SubscriberArgs<unknown>): Promise<void> {
  shopMetrics.happened(event.name);
}

export const config: SubscriberConfig = {
  event: [
    OrderWorkflowEvents.PLACED,
    OrderWorkflowEvents.CANCELED,
    PaymentEvents.CAPTURED,
    PaymentEvents.REFUNDED,
  ],
};
