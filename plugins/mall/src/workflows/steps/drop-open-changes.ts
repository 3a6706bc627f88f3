import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { readOpenChanges } from "../reads/open-changes";

/** Cancels whatever somebody has begun to change on an order and not finished. */
export async function dropOpenChanges(container: MedusaContainer, order_id: string): Promise<number> {
  const open = await readOpenChanges(container, order_id);
  if (open.length > 0) await container.resolve(Modules.ORDER).cancelOrderChange(open.map(({ id }) => id));
  return open.length;
}

/**
 * Cancels the open changes of an order that is about to be cancelled: Medusa would refuse to cancel it. An order that
 * ends needs no edit, no new owner and no return.
 */
export const dropOpenChangesStep = createStep(
  "drop-open-order-changes",
  async ({ order_id }: { order_id: string }, { container }) =>
    new StepResponse(await dropOpenChanges(container, order_id)),
);
