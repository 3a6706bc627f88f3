import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

/** How long somebody may wait for the lock, and how long it is held at most: the provider may be slow to answer. */
export const AFTER_SALE_LOCK = { timeout: 20, ttl: 120, retryInterval: 0.05 };

/** The key of the lock of an order's after-sales. */
export const afterSaleKey = (order_id: string): string => `after-sale:${order_id}`;

/** The lock under which everything about an order's after-sale cases is decided. It belongs to this run alone. */
export const afterSaleLockStep = createStep(
  "after-sale-lock",
  async ({ order_id }: { order_id: string }, { transactionId }) =>
    new StepResponse({ key: afterSaleKey(order_id), owner: transactionId ?? order_id }),
);
