import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { PayableOrder } from "../../domain/identity/erasure";

/** The entity in which the shop's mall keeps until when an order may be paid; a shop without one says nothing. */
const ORDERS_ENTITY = "mall_order";
const MALL_MODULE = "mall";
const PAGE = 500;

interface UnpaidOrder {
  order_id: string | null;
  pay_by: Date | string;
}

/** The orders of the shop that wait for their money: few, for they expire. */
export async function readPayableOrders(container: MedusaContainer): Promise<PayableOrder[]> {
  if (!container.hasRegistration(MALL_MODULE)) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const found: PayableOrder[] = [];
  for (let skip = 0; ; skip += PAGE) {
    const { data } = await query.graph({
      entity: ORDERS_ENTITY,
      fields: ["order_id", "pay_by"],
      filters: { state: "to_pay" },
      pagination: { skip, take: PAGE, order: { id: "ASC" } },
    });
    const rows = data as unknown as UnpaidOrder[];
    for (const { order_id, pay_by } of rows) {
      if (order_id) found.push({ order_id, pay_by: new Date(pay_by) });
    }
    if (rows.length < PAGE) return found;
  }
}
