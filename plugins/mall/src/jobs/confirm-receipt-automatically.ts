import type { MedusaContainer } from "@medusajs/framework/types";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { confirmReceiptWorkflow } from "../workflows/confirm-receipt";
import { forEachMallOrder } from "../workflows/reads/due-orders";

const DAY_MS = 86_400_000;

/** Takes receipt for granted some days after shipping. */
export default async function confirmReceiptAutomatically(container: MedusaContainer): Promise<void> {
  const { settings } = container.resolve<MallModuleService>(MALL_MODULE);
  const now = new Date();
  const shippedBefore = new Date(now.getTime() - settings.automatic_receipt_days * DAY_MS);
  await forEachMallOrder(
    container,
    config.name,
    { state: "shipped", shipped_at: { $lte: shippedBefore } },
    async ({ order_id }) => {
      if (!order_id) return;
      await confirmReceiptWorkflow(container).run({
        input: { order_id, source: "automatic", now: now.toISOString() },
      });
    },
  );
}

export const config = { name: "confirm-mall-receipt-automatically", schedule: { interval: 30_000 } };
