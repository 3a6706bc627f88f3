import type { MedusaContainer } from "@medusajs/framework/types";
import { markOrderFulfillmentAsDeliveredWorkflow } from "@medusajs/medusa/core-flows";
import { readOrderAtHand } from "./reads/payable-order";

/** Marks the parcels of a received order as delivered in Medusa, those that nobody has marked yet. */
export async function deliverReceivedOrder(container: MedusaContainer, order_id: string): Promise<void> {
  const { order, facts } = await readOrderAtHand(container, order_id);
  if (facts.canceled_at) return;
  for (const { id, shipped_at, delivered_at, canceled_at } of order.fulfillments ?? []) {
    if (!shipped_at || delivered_at || canceled_at) continue;
    await markOrderFulfillmentAsDeliveredWorkflow(container).run({
      input: { orderId: order_id, fulfillmentId: id },
    });
  }
}
