import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { type Refusal, refusal } from "../../domain/refusal";
import { readPlacesOfOrder, readVariantStock, type VariantStock } from "./variant-stock";

/** What names the open change of an order: a claim, or an exchange. */
export type ChangeOwner = "claim_id" | "exchange_id";

interface OpenChange {
  order_id: string;
  actions: {
    action: string;
    return_id: string | null;
    details: { reference_id?: string; quantity?: number } | null;
  }[];
}

/**
 * Says that a claim or an exchange would send out what is not there. Medusa 2.21 asks only where a shipping option was
 * chosen for it; null there, and where all can be sent.
 */
export async function outboundShortage(
  container: MedusaContainer,
  owner: ChangeOwner,
  id: string,
): Promise<Refusal | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order_change",
    fields: ["order_id", "actions.action", "actions.return_id", "actions.details"],
    filters: { [owner]: id, status: ["pending", "requested"] },
  });
  const [change] = data as unknown as OpenChange[];
  const actions = change?.actions ?? [];
  const isAskedByMedusa = actions.some(({ action, return_id }) => action === "SHIPPING_ADD" && !return_id);
  const added = actions.filter(({ action }) => action === "ITEM_ADD");
  if (!change || isAskedByMedusa || added.length === 0) return null;
  const pieces = new Map(
    added.map(({ details }) => [details?.reference_id ?? "", Number(details?.quantity ?? 0)]),
  );
  const lines = await query.graph({
    entity: "order_line_item",
    fields: ["id", "variant_id"],
    filters: { id: [...pieces.keys()] },
  });
  const wanted = new Map<string, number>();
  for (const { id: line_id, variant_id } of lines.data as { id: string; variant_id: string | null }[]) {
    const before = wanted.get(variant_id ?? "") ?? 0;
    wanted.set(variant_id ?? "", before + (pieces.get(line_id) ?? 0));
  }
  return await shortageOf(container, change.order_id, wanted);
}

async function shortageOf(
  container: MedusaContainer,
  order_id: string,
  wanted: ReadonlyMap<string, number>,
): Promise<Refusal | null> {
  const places = await readPlacesOfOrder(container, order_id);
  const stock = await readVariantStock(
    container,
    [...wanted.keys()].filter((id) => id !== ""),
  );
  for (const [variant_id, quantity] of wanted) {
    const variant = stock.get(variant_id);
    if (!variant || variant.allow_backorder) continue;
    const left = await piecesLeft(container, variant, places);
    if (left < quantity)
      return refusal("out_of_stock", "items", `「${variant.title}」仅剩 ${left} 件，无法发出 ${quantity} 件`);
  }
  return null;
}

/** Pieces of a variant at the place that has most: they leave together. */
async function piecesLeft(
  container: MedusaContainer,
  { takes }: VariantStock,
  places: readonly string[],
): Promise<number> {
  const inventory = container.resolve(Modules.INVENTORY);
  const byPlace = await Promise.all(
    places.map(async (place) => {
      const left = await Promise.all(
        takes.map(async ({ inventory_item_id, required_quantity }) => {
          const there = await inventory.retrieveAvailableQuantity(inventory_item_id, [place]);
          return Math.floor(Number(there) / required_quantity);
        }),
      );
      return Math.max(0, Math.min(...left));
    }),
  );
  return Math.max(0, ...byPlace);
}
