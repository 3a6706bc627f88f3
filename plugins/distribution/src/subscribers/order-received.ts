import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { ingestReceipts } from "../workflows/intake/ingest-receipts";

/** Schedules one order's commission at once; if the event is lost, the job comes by. */
export default async function onOrderReceived({ event, container }: SubscriberArgs<{ order_id: string }>) {
  await ingestReceipts(container, { order_id: event.data.order_id });
}

export const config: SubscriberConfig = {
  event: "mall.order_received",
  context: { subscriberId: "distribution-order-received" },
};
