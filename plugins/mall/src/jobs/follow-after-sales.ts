import type { MedusaContainer } from "@medusajs/framework/types";
import { advanceAfterSaleWorkflow } from "../workflows/advance-after-sale";
import { forEachAfterSale } from "../workflows/reads/due-orders";
import { followAfterSaleWorkflow } from "../workflows/refund-after-sale";

/**
 * Closes cases whose goods were never sent back, ends those whose money has arrived, and sets free what a server left
 * half done.
 */
export default async function followAfterSales(container: MedusaContainer): Promise<void> {
  const now = new Date();
  const overdue = { state: "awaiting_return", send_back_by: { $lt: now } };
  await forEachAfterSale(container, overdue, async ({ id, order_id }) => {
    await advanceAfterSaleWorkflow(container).run({
      input: { case_id: id, order_id, action: { kind: "expire" }, now: now.toISOString() },
    });
  });
  await forEachAfterSale(container, { state: "refunding" }, async ({ id, order_id }) => {
    await followAfterSaleWorkflow(container).run({
      input: { case_id: id, order_id, now: now.toISOString() },
    });
  });
}

export const config = { name: "follow-mall-after-sales", schedule: { interval: 15_000 } };
