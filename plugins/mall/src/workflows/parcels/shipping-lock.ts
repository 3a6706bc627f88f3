import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";

/** How long somebody may wait for the lock, in seconds. */
const LOCK_TIMEOUT_S = 20;

/**
 * Does something with an order while nobody else sends it or changes its address. The lock is taken first of all, before
 * those of payments and money.
 */
export function whileShippingLocked<Answer>(
  container: MedusaContainer,
  order_id: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  return container
    .resolve(Modules.LOCKING)
    .execute(`order-shipping:${order_id}`, work, { timeout: LOCK_TIMEOUT_S });
}
