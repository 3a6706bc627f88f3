import type { MedusaContainer } from "@medusajs/framework/types";
import { closeOrderWorkflow } from "../workflows/close-order";
import { forEachMallOrder } from "../workflows/reads/due-orders";

/** Closes orders whose time to pay is over. An order that cannot be closed now (WeChat is away) is tried again. */
export default async function expireUnpaidOrders(container: MedusaContainer): Promise<void> {
  const now = new Date();
  const overdue = { state: "to_pay", pay_by: { $lte: now } };
  await forEachMallOrder(container, config.name, overdue, async ({ order_id }) => {
    if (!order_id) return;
    await closeOrderWorkflow(container).run({
      input: { order_id, reason: "expired", now: now.toISOString() },
    });
  });
}

export const config = { name: "expire-unpaid-mall-orders", schedule: { interval: 15_000 } };
