import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { orderState, paidAt, shippedAt } from "../../domain/order-state";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import { factsOf, readStoredOrders } from "../reads/stored-order";

/**
 * Compares the rows of these orders with Medusa's record and writes down what has changed. A row that somebody else is
 * just writing is left to them; one that fails never keeps the others from being written.
 * @returns the orders that were cancelled but not closed here, and those that could not be compared,
 *   and those that were changed since they were compared last
 */
export const syncOrdersStep = createStep(
  "sync-mall-orders",
  async ({ order_ids, now }: { order_ids: string[]; now: string }, { container }) => {
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    const rows = (await mall.listMallOrders({ order_id: order_ids })) as MallOrderRow[];
    const orders = await readStoredOrders(container, order_ids);
    const [unclosed, failed, changed]: [string[], string[], string[]] = [[], [], []];
    for (const row of rows) {
      const order = orders.get(row.order_id ?? "");
      try {
        if (!order) throw new Error("Medusa does not know it");
        const facts = factsOf(order, row);
        await mall.advanceMallOrder(row, {
          state: orderState(facts),
          paid_at: paidAt(facts),
          shipped_at: shippedAt(facts),
          synced_at: new Date(now),
        });
        if (new Date(order.updated_at) > new Date(row.synced_at)) changed.push(order.id);
        if (facts.canceled_at && !row.closed_at) unclosed.push(order.id);
      } catch (error) {
        failed.push(row.order_id ?? "");
        logger.error(`Order ${row.order_id} cannot be compared with Medusa: ${(error as Error).message}`);
      }
    }
    return new StepResponse({ unclosed, failed, changed });
  },
);
