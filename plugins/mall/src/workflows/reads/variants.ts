import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, getVariantAvailability } from "@medusajs/framework/utils";
import { type RowReading, readRows } from "../../domain/row-reading";
import { type StockedVariant, UNCOUNTED_STOCK } from "../../domain/stock";
import { recordFaults } from "../faults/record-faults";
import { pricesOf, readVariantPrice, type StoredPrice } from "./prices";
import { unreadableProduct } from "./product-card";
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
  calculated_price?: StoredPrice | null;
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
    context: { calculated_price: pricesOf(place) },
  });
  const offered = (data as unknown as StoredVariant[]).filter(
    ({ product }) =>
      product?.status === "published" &&
      product.sales_channels?.some((channel) => channel?.id === place.sales_channel_id),
  );
  const stock = await readStock(container, offered, place.sales_channel_id);
  const { views, faults } = readRows(
    offered,
    (variant) => sellable(variant, stock.get(variant.id) ?? 0),
    ({ product }, detail) => unreadableProduct({ id: product?.id ?? "", title: product?.title }, detail),
  );
  await recordFaults(container, faults);
  return new Map(views.map((variant) => [variant.id, variant]));
}

function sellable(variant: StoredVariant, stock: number): RowReading<SellableVariant> {
  const { id = "", title = "", thumbnail = null } = variant.product ?? {};
  const { price, fault } = readVariantPrice({ id, title }, variant);
  const faults = fault ? [fault] : [];
  if (!price) return { view: null, faults };
  return {
    view: {
      id: variant.id,
      title,
      product_id: id,
      variant_title: variant.title ?? "",
      thumbnail: variant.thumbnail ?? thumbnail,
      price_fen: price.price_fen,
      stock,
    },
    faults,
  };
}
