import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { isPositioned, type PositionedLine } from "./line-position";

interface BareOrder {
  id: string;
  items: (PositionedLine & { is_replacement: boolean })[];
}

/** The lines that claims send in place of others, of these orders. */
async function readReplacements(container: MedusaContainer, order_ids: string[]): Promise<Set<string>> {
  if (order_ids.length === 0) return new Set();
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order_claim",
    fields: ["additional_items.item_id", "additional_items.is_additional_item"],
    filters: { order_id: order_ids },
  });
  const claims = data as unknown as {
    additional_items?: ({ item_id: string; is_additional_item: boolean } | null)[];
  }[];
  const items = claims.flatMap(({ additional_items }) => additional_items ?? []);
  return new Set(items.flatMap((item) => (item?.is_additional_item ? [item.item_id] : [])));
}

/** Orders, each line with whether a claim sends it. Only lines that no shopper ordered are asked about. */
export async function markReplacements<Order extends BareOrder>(
  container: MedusaContainer,
  orders: readonly Order[],
): Promise<Order[]> {
  const hasAdded = ({ items }: BareOrder) => items.some((item) => !isPositioned(item));
  const replacements = await readReplacements(
    container,
    orders.filter(hasAdded).map(({ id }) => id),
  );
  return orders.map((order) => ({
    ...order,
    items: order.items.map((item) => ({ ...item, is_replacement: replacements.has(item.id) })),
  }));
}
