import type { MedusaContainer } from "@medusajs/framework/types";
import { RECONCILE_EVERY_MS, reconcilePaymentsWorkflow } from "../workflows";

/** Every half minute: what notifications, connections or processes left unfinished. */
export default async function reconcilePayments(container: MedusaContainer): Promise<void> {
  await reconcilePaymentsWorkflow(container).run();
}

export const config = {
  name: "wechat-pay-reconcile-payments",
  schedule: { interval: RECONCILE_EVERY_MS, concurrency: "forbid" },
};
