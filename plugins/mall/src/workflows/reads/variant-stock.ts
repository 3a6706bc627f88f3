import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** What one piece of a variant takes from the stock; nothing where nobody counts it. */
export interface VariantStock {
  readonly title: string;
  readonly allow_backorder: boolean;
  readonly takes: readonly { readonly inventory_item_id: string; readonly required_quantity: number }[];
}

interface Row {
  id: string;
  title: string | null;
  manage_inventory: boolean;
  allow_backorder: boolean;
  product: { title: string } | null;
  inventory_items: { inventory_item_id: string; required_quantity: number }[] | null;
}

/** What pieces of these variants take from the stock, by variant. */
export async function readVariantStock(
  container: MedusaContainer,
  variant_ids: readonly string[],
): Promise<Map<string, VariantStock>> {
  if (variant_ids.length === 0) return new Map();
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "variant",
    fields: [
      ...["id", "title", "manage_inventory", "allow_backorder", "product.title"],
      ...["inventory_items.inventory_item_id", "inventory_items.required_quantity"],
    ],
    filters: { id: [...variant_ids] },
  });
  return new Map(
    (data as unknown as Row[]).map((row) => [
      row.id,
      {
        title: row.product?.title ?? row.title ?? "",
        allow_backorder: row.allow_backorder,
        takes: row.manage_inventory ? (row.inventory_items ?? []) : [],
      },
    ]),
  );
}

/** The places whose stock an order may take: those of its sales channel. */
export async function readPlacesOfOrder(container: MedusaContainer, order_id: string): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const orders = await query.graph({
    entity: "order",
    fields: ["sales_channel_id"],
    filters: { id: order_id },
  });
  const sales_channel_id = orders.data[0]?.sales_channel_id;
  if (!sales_channel_id) return [];
  const { data } = await query.graph({
    entity: "sales_channel",
    fields: ["stock_locations.id"],
    filters: { id: sales_channel_id },
  });
  const [channel] = data as unknown as { stock_locations?: ({ id: string } | null)[] }[];
  return (channel?.stock_locations ?? []).flatMap((place) => (place ? [place.id] : []));
}
