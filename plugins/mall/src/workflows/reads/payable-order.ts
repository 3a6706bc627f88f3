import type { MedusaContainer } from "@medusajs/framework/types";
import type { OrderFacts } from "../../domain/order-state";
import { refusal } from "../../domain/refusal";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService, MallOrderRow } from "../../modules/mall/service";
import { RefusedError } from "../refused-error";
import {
  factsOf,
  paymentSessionOf,
  readStoredOrders,
  type StoredOrder,
  type StoredPaymentSession,
} from "./stored-order";

export interface OrderAtHand {
  row: MallOrderRow;
  order: StoredOrder;
  facts: OrderFacts;
  session: StoredPaymentSession | null;
}

/**
 * An order with everything a decision about it needs, as it is now: read it after the lock is held.
 * @throws {RefusedError} `order_not_found`
 */
export async function readOrderAtHand(container: MedusaContainer, order_id: string): Promise<OrderAtHand> {
  const mall = container.resolve<MallModuleService>(MALL_MODULE);
  const [found] = await mall.listMallOrders({ order_id }, { take: 1 });
  const row = found as MallOrderRow | undefined;
  const order = (await readStoredOrders(container, [order_id])).get(order_id);
  if (!row || !order) throw new RefusedError(refusal("order_not_found"));
  return {
    row,
    order,
    facts: factsOf(order, row),
    session: paymentSessionOf(order, row.payment_session_id),
  };
}
