import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { orderState, paidAt, shippedAt } from "../../domain/order-state";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import { factsOf, readStoredOrders } from "../reads/stored-order";

/**
 * Compares the rows of these orders with Medusa's record and writes down what has changed. A row that somebody else is
 * just writing is left to them. Answers the orders that were cancelled but not closed here.
 */
export const syncOrdersStep = createStep(
  "sync-mall-orders",
  async ({ order_ids, now }: { order_ids: string[]; now: string }, { container }) => {
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    const rows = (await mall.listMallOrders({ order_id: order_ids })) as MallOrderRow[];
    const orders = await readStoredOrders(container, order_ids);
    const unclosed: string[] = [];
    for (const row of rows) {
      const order = row.order_id ? orders.get(row.order_id) : undefined;
      if (!order) continue;
      const facts = factsOf(order, row.received_at);
      await mall.advanceMallOrder(row, {
        state: orderState(facts),
        paid_at: paidAt(facts),
        shipped_at: shippedAt(facts),
        synced_at: new Date(now),
      });
      if (facts.canceled_at && !row.closed_at) unclosed.push(order.id);
    }
    return new StepResponse({ unclosed });
  },
);
