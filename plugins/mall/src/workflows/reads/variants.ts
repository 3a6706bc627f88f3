import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, getVariantAvailability, QueryContext } from "@medusajs/framework/utils";
import { fenOf, type MedusaAmount } from "../../domain/money";
import { type StockedVariant, UNCOUNTED_STOCK } from "../../domain/stock";
import type { SellingPlace } from "./selling-place";

/** A variant as a shopper may buy it. `title` names the product, for messages. */
export interface SellableVariant extends StockedVariant {
  product_id: string;
  variant_title: string;
  thumbnail: string | null;
  price_fen: bigint;
}

interface StoredVariant {
  id: string;
  title: string | null;
  thumbnail?: string | null;
  manage_inventory: boolean;
  allow_backorder: boolean;
  product?: {
    id: string;
    title: string;
    status: string;
    thumbnail: string | null;
    sales_channels?: ({ id: string } | null)[];
  } | null;
  calculated_price?: { calculated_amount: MedusaAmount | null } | null;
}

/** How many of each variant can be sold through a sales channel now. */
export async function readStock(
  container: MedusaContainer,
  variants: Pick<StoredVariant, "id" | "manage_inventory" | "allow_backorder">[],
  sales_channel_id: string,
): Promise<Map<string, number>> {
  const counted = variants.filter((variant) => variant.manage_inventory && !variant.allow_backorder);
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const availability = counted.length
    ? await getVariantAvailability(query, { variant_ids: counted.map(({ id }) => id), sales_channel_id })
    : {};
  const stock = new Map(variants.map(({ id }) => [id, UNCOUNTED_STOCK]));
  for (const { id } of counted) stock.set(id, Math.max(0, availability[id]?.availability ?? 0));
  return stock;
}

/** The variants of these ids that the sales channel sells, with price and stock. Others are left out. */
export async function readSellableVariants(
  container: MedusaContainer,
  variant_ids: string[],
  place: SellingPlace,
): Promise<Map<string, SellableVariant>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "product_variant",
    fields: [
      "id",
      "title",
      "thumbnail",
      "manage_inventory",
      "allow_backorder",
      "product.id",
      "product.title",
      "product.status",
      "product.thumbnail",
      "product.sales_channels.id",
      "calculated_price.*",
    ],
    filters: { id: variant_ids },
    context: {
      calculated_price: QueryContext({ region_id: place.region_id, currency_code: place.currency_code }),
    },
  });
  const sold = (data as unknown as StoredVariant[]).filter(
    ({ product, calculated_price }) =>
      product?.status === "published" &&
      product.sales_channels?.some((channel) => channel?.id === place.sales_channel_id) &&
      typeof (calculated_price?.calculated_amount ?? undefined) !== "undefined",
  );
  const stock = await readStock(container, sold, place.sales_channel_id);
  return new Map(sold.map((variant) => [variant.id, sellable(variant, stock.get(variant.id) ?? 0)]));
}

function sellable(variant: StoredVariant, stock: number): SellableVariant {
  return {
    id: variant.id,
    title: variant.product?.title ?? "",
    product_id: variant.product?.id ?? "",
    variant_title: variant.title ?? "",
    thumbnail: variant.thumbnail ?? variant.product?.thumbnail ?? null,
    price_fen: fenOf(variant.calculated_price?.calculated_amount ?? 0),
    stock,
  };
}
