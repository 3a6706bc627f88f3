import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { OrderEditWorkflowEvents, OrderWorkflowEvents } from "@medusajs/framework/utils";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { followChangedOrderWorkflow } from "../workflows/follow-changed-order";

/** The merchant has changed an order in Medusa's admin: what hangs on it follows. */
export default async function followOrderChange({
  event,
  container,
}: SubscriberArgs<{ order_id: string }>): Promise<void> {
  const { order_id } = event.data;
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const [row] = await mall.listMallOrders({ order_id, closed_at: null }, { take: 1 });
  if (!row) return;
  await followChangedOrderWorkflow(container).run({ input: { order_id, now: new Date().toISOString() } });
}

export const config: SubscriberConfig = {
  event: [
    OrderEditWorkflowEvents.CONFIRMED,
    OrderWorkflowEvents.CLAIM_CREATED,
    OrderWorkflowEvents.EXCHANGE_CREATED,
    OrderWorkflowEvents.RETURN_REQUESTED,
    OrderWorkflowEvents.RETURN_RECEIVED,
    OrderWorkflowEvents.FULFILLMENT_CANCELED,
  ],
};
