import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework";
import { OrderEditWorkflowEvents } from "@medusajs/framework/utils";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { repriceOrderWorkflow } from "../workflows/reprice-order";

/** The merchant has changed an order in Medusa's admin: while it is unpaid, what it asks for follows. */
export default async function followOrderEdit({
  event,
  container,
}: SubscriberArgs<{ order_id: string }>): Promise<void> {
  const { order_id } = event.data;
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const [row] = await mall.listMallOrders({ order_id, closed_at: null }, { take: 1 });
  if (row) await repriceOrderWorkflow(container).run({ input: { order_id } });
}

export const config: SubscriberConfig = { event: OrderEditWorkflowEvents.CONFIRMED };
