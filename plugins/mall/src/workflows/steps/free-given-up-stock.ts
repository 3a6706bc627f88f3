import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { readCaseAtHand } from "../reads/case-at-hand";
import { readOrderAtHand } from "../reads/payable-order";
import type { StoredOrderItem } from "../reads/stored-order";

/** How many pieces of a line are still to be packed. */
const toPackOf = ({ quantity, given_up_quantity, detail }: StoredOrderItem) =>
  Math.max(0, quantity - given_up_quantity - (detail?.fulfilled_quantity ?? 0));

/**
 * Lets go of the stock that is held for pieces which a refunded case has given up. Runs once, after the case was
 * written as refunded; what is already packed holds no stock.
 */
export const freeGivenUpStockStep = createStep(
  "free-given-up-stock",
  async ({ case_id, order_id }: { case_id: string; order_id: string }, { container }) => {
    const { lines } = await readCaseAtHand(container, case_id);
    const { order } = await readOrderAtHand(container, order_id);
    const inventory = container.resolve(Modules.INVENTORY);
    for (const { order_line_id, quantity } of lines) {
      const item = order.items.find(({ id }) => id === order_line_id);
      if (!item || item.given_up_quantity === 0) continue;
      const after = toPackOf(item);
      const before = toPackOf({ ...item, given_up_quantity: item.given_up_quantity - quantity });
      const held = await inventory.listReservationItems({ line_item_id: order_line_id });
      if (held.length === 0) continue;
      if (after === 0) await inventory.deleteReservationItems(held.map(({ id }) => id));
      else if (after < before) {
        const kept = held.map(({ id, quantity }) => ({ id, quantity: (Number(quantity) * after) / before }));
        await inventory.updateReservationItems(kept);
      }
    }
    return new StepResponse(null);
  },
);
