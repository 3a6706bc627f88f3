import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { lockInTurn } from "@tengman/plugin-kit";
import { orderState } from "../../domain/order-state";
import { isPositioned } from "../reads/line-position";
import { readOrderAtHand } from "../reads/payable-order";
import { owedPieces } from "../reads/stored-order";
import { readPlacesOfOrder, readVariantStock } from "../reads/variant-stock";

/** Pieces of an inventory item that a line waits for and nobody keeps back. */
interface Missing {
  readonly line_item_id: string;
  readonly inventory_item_id: string;
  readonly quantity: number;
  readonly allow_backorder: boolean;
}

/** How long somebody who takes stock is waited for. */
const LOCK_SECONDS = 20;

/** Orders in these states send nothing. */
const SEND_NOTHING: readonly string[] = ["refunded", "canceled"];

/**
 * Keeps back what a claim or an exchange sends out. Medusa 2.21 does so only where the merchant also chose a shipping
 * option for it; without one the pieces could be sold again, and never packed. Where there is not enough, nothing is
 * taken from other orders. Lines that are held or packed in part are Medusa's: somebody may be packing them now.
 */
export async function reserveOwed(container: MedusaContainer, order_id: string): Promise<void> {
  const missing = await readMissing(container, order_id);
  if (missing.length === 0) return;
  const places = await readPlacesOfOrder(container, order_id);
  const inventory = container.resolve(Modules.INVENTORY);
  const reserve = async (one: Missing): Promise<void> => {
    for (const location_id of places) {
      const left = await inventory.retrieveAvailableQuantity(one.inventory_item_id, [location_id]);
      if (Number(left) < one.quantity && !one.allow_backorder) continue;
      await inventory.createReservationItems([{ ...one, location_id }]);
      return;
    }
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.warn(
      `Order ${order_id} waits for ${one.quantity} of ${one.inventory_item_id}, which are not there`,
    );
  };
  // The keys of Medusa's own step, so that two never take the last piece together.
  const keys = missing.map(({ inventory_item_id }) => inventory_item_id);
  await lockInTurn(
    container.resolve(Modules.LOCKING),
    keys,
    async () => {
      for (const one of missing) await reserve(one);
    },
    LOCK_SECONDS,
  );
}

async function readMissing(container: MedusaContainer, order_id: string): Promise<Missing[]> {
  const { order, facts } = await readOrderAtHand(container, order_id);
  const added = SEND_NOTHING.includes(orderState(facts))
    ? []
    : order.items.filter(
        (item) => !isPositioned(item) && !item.detail?.fulfilled_quantity && owedPieces(item) > 0,
      );
  if (added.length === 0) return [];
  const held = await container
    .resolve(Modules.INVENTORY)
    .listReservationItems({ line_item_id: added.map(({ id }) => id) });
  const isHeld = new Set(held.map(({ line_item_id }) => line_item_id));
  const waiting = added.filter(({ id }) => !isHeld.has(id));
  const stock = await readVariantStock(
    container,
    waiting.flatMap(({ variant_id }) => variant_id ?? []),
  );
  return waiting.flatMap((item) => {
    const { takes = [], allow_backorder = false } = stock.get(item.variant_id ?? "") ?? {};
    return takes.map(({ inventory_item_id, required_quantity }) => ({
      ...{ line_item_id: item.id, inventory_item_id, allow_backorder },
      quantity: owedPieces(item) * required_quantity,
    }));
  });
}

/** As {@link reserveOwed}, in a workflow. */
export const reserveOwedStep = createStep(
  "reserve-owed-stock",
  async ({ order_id }: { order_id: string }, { container }) => {
    await reserveOwed(container, order_id);
    return new StepResponse(null);
  },
);
