import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { lockInTurn } from "@tengman/plugin-kit";
import { AFTER_SALE_LOCK, afterSaleKey } from "../steps/after-sale-lock";

/**
 * Does something with an order while nobody else sends it or changes its address, and while nothing is decided about its
 * after-sales: what a shopper gets the money back for does not leave at the same moment. The locks are taken first of
 * all, before those of payments and money.
 * @throws {Error} of the lock's when it cannot be had in time
 */
export function whileShippingLocked<Answer>(
  container: MedusaContainer,
  order_id: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const keys = [afterSaleKey(order_id), `order-shipping:${order_id}`];
  return lockInTurn(container.resolve(Modules.LOCKING), keys, work, AFTER_SALE_LOCK.timeout);
}
