import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { ContainerRegistrationKeys, FulfillmentWorkflowEvents } from "@medusajs/framework/utils";
import { syncOrdersWorkflow } from "../workflows/sync-orders";

/** The merchant has shipped, or marked as delivered, in Medusa's admin: the order's row follows. */
export default async function followShipment({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "fulfillment",
    fields: ["order.id"],
    filters: { id: event.data.id },
  });
  const [fulfillment] = data as unknown as { order?: { id: string } | null }[];
  const order_id = fulfillment?.order?.id;
  if (!order_id) return;
  await syncOrdersWorkflow(container).run({
    input: { order_ids: [order_id], now: new Date().toISOString() },
  });
}

export const config: SubscriberConfig = {
  event: [FulfillmentWorkflowEvents.SHIPMENT_CREATED, FulfillmentWorkflowEvents.DELIVERY_CREATED],
};
