import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { OrderWorkflowEvents } from "@medusajs/framework/utils";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { closeMootAfterSalesWorkflow } from "../workflows/close-moot-after-sales";
import { closeOrderWorkflow } from "../workflows/close-order";

/** The merchant has cancelled an order in Medusa's admin: nobody may pay it any more, its coupons come back, and its cases are over. */
export default async function followCancellation({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const order_id = event.data.id;
  const now = new Date().toISOString();
  await closeMootAfterSalesWorkflow(container).run({ input: { order_id, now } });
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const [row] = await mall.listMallOrders({ order_id, closed_at: null }, { take: 1 });
  if (!row) return;
  await closeOrderWorkflow(container).run({
    input: { order_id, reason: "canceled_by_merchant", now },
  });
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.CANCELED };
