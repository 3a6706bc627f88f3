import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules, OrderChangeStatus } from "@medusajs/framework/utils";

/** A change of an order that somebody has begun in Medusa and not finished: an edit, a transfer, a draft of a return. */
export interface OpenChange {
  id: string;
  internal_note?: string | null;
}

/** An order's open changes; Medusa lets there be one. While there is, Medusa refuses every other change. */
export async function readOpenChanges(container: MedusaContainer, order_id: string): Promise<OpenChange[]> {
  return await container
    .resolve(Modules.ORDER)
    .listOrderChanges(
      { order_id, status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED] },
      { select: ["id", "internal_note"] },
    );
}
