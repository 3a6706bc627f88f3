import type { MedusaContainer, ReservationItemDTO } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { orderState } from "../../domain/order-state";
import { surplusOf } from "../../domain/stock";
import { readOrderAtHand } from "../reads/payable-order";
import { owedPieces, type StoredOrderItem } from "../reads/stored-order";

/** How many pieces of a line are still to be packed. */
const toPackOf = (item: StoredOrderItem) =>
  Math.max(0, owedPieces(item) - (item.detail?.fulfilled_quantity ?? 0));

/** How many of an inventory item each variant takes, as `<variant>:<inventory item>`. */
async function readRequired(container: MedusaContainer, variant_ids: string[]): Promise<Map<string, number>> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product_variant_inventory_item",
    fields: ["variant_id", "inventory_item_id", "required_quantity"],
    filters: { variant_id: variant_ids },
  });
  const rows = data as unknown as {
    variant_id: string;
    inventory_item_id: string;
    required_quantity: number;
  }[];
  return new Map(
    rows.map((row) => [`${row.variant_id}:${row.inventory_item_id}`, Number(row.required_quantity)]),
  );
}

/**
 * Lets go of stock that is held for what needs no packing any more: pieces that are packed (Medusa reserves them again when
 * an edit touches their line), that were taken off, given up, or belong to an order whose money all went back. Nothing is
 * ever reserved here.
 */
export async function trueUpReservations(container: MedusaContainer, order_id: string): Promise<void> {
  const { order, facts } = await readOrderAtHand(container, order_id);
  const isOver = orderState(facts) === "refunded";
  const inventory = container.resolve(Modules.INVENTORY);
  const line_item_id = order.items.map(({ id }) => id);
  if (line_item_id.length === 0) return;
  const held = await inventory.listReservationItems({ line_item_id });
  if (held.length === 0) return;
  const required = await readRequired(
    container,
    order.items.flatMap(({ variant_id }) => variant_id ?? []),
  );
  const groups = new Map<string, ReservationItemDTO[]>();
  for (const one of held) {
    const key = `${one.line_item_id}:${one.inventory_item_id}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const [key, reservations] of groups) {
    const [line_id, inventory_item_id] = key.split(":");
    const item = order.items.find(({ id }) => id === line_id);
    if (!item) continue;
    const each = required.get(`${item.variant_id}:${inventory_item_id}`) ?? 1;
    const kept = reservations.map(({ id, quantity }) => ({ id, quantity: Number(quantity) }));
    const { drop, reduce } = surplusOf(kept, isOver ? 0 : toPackOf(item) * each);
    if (drop.length > 0) await inventory.deleteReservationItems(drop);
    if (reduce) await inventory.updateReservationItems([reduce]);
  }
}

/** As {@link trueUpReservations}, in a workflow. */
export const trueUpReservationsStep = createStep(
  "true-up-order-reservations",
  async ({ order_id }: { order_id: string }, { container }) => {
    await trueUpReservations(container, order_id);
    return new StepResponse(null);
  },
);
