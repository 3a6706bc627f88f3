import { refusal } from "../../../../domain/refusal";
import { findOwnOrder, type MallOrderView, viewOrders } from "../../../../workflows/reads/order-view";
import { RefusedError } from "../../../../workflows/refused-error";
import type { ShopperRequest } from "../../../refusals";

/**
 * A shopper's own order as it is now.
 * @throws {RefusedError} `order_not_found`, also for somebody else's order.
 */
export async function currentOrder(req: ShopperRequest, order_id: string): Promise<MallOrderView> {
  const row = await findOwnOrder(req.scope, order_id, req.auth_context.actor_id);
  const [order] = row ? await viewOrders(req.scope, [row]) : [];
  if (!order) throw new RefusedError(refusal("order_not_found"));
  return order;
}
