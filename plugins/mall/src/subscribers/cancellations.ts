import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { OrderWorkflowEvents } from "@medusajs/framework/utils";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { closeOrderWorkflow } from "../workflows/close-order";

/** The merchant has cancelled an order in Medusa's admin: nobody may pay it any more, and its coupons come back. */
export default async function followCancellation({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const order_id = event.data.id;
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const [row] = await mall.listMallOrders({ order_id, closed_at: null }, { take: 1 });
  if (!row) return;
  await closeOrderWorkflow(container).run({
    input: { order_id, reason: "canceled_by_merchant", now: new Date().toISOString() },
  });
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED };
