import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { Receipt } from "../../modules/distribution/intake/maturation-store";

/** The entity in which the shop's mall keeps receipts; a shop without one matures nothing. */
const RECEIPTS_ENTITY = "mall_order";
const MALL_MODULE = "mall";

interface ReceivedOrder {
  order_id: string | null;
  received_at: Date | string | null;
}

/** Which received orders to read: one, or those received since a moment. */
export interface ReceiptFilter {
  order_id?: string;
  since?: Date;
}

/** Reads a page of received orders, oldest receipt first. */
export async function readReceipts(
  container: MedusaContainer,
  filter: ReceiptFilter,
  page: { skip: number; take: number },
): Promise<Receipt[]> {
  if (!container.hasRegistration(MALL_MODULE)) return [];
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: RECEIPTS_ENTITY,
    fields: ["order_id", "received_at"],
    filters: {
      received_at: filter.since ? { $gte: filter.since } : { $ne: null },
      ...(filter.order_id ? { order_id: filter.order_id } : {}),
    },
    pagination: { ...page, order: { received_at: "ASC", order_id: "ASC" } },
  });
  return (data as unknown as ReceivedOrder[]).flatMap(({ order_id, received_at }) =>
    order_id && received_at ? [{ order_id, received_at: new Date(received_at) }] : [],
  );
}
