import { generateEntityId } from "@medusajs/framework/utils";
import type { OrderIds } from "./order-rows";

/** New ids for an order of so many lines. The order's own follows from the cart's. */
export function newOrderIds(lines: number): OrderIds {
  const cart_id = generateEntityId(undefined, "cart");
  return {
    cart_id,
    order_id: orderIdOf(cart_id),
    line_item_ids: Array.from({ length: lines }, () => generateEntityId(undefined, "ordli")),
  };
}

/** The id of the order that a cart of ours becomes. */
export const orderIdOf = (cart_id: string): string => cart_id.replace(/^cart_/, "order_");
