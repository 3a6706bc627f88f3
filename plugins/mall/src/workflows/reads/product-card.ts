import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { MerchantFault } from "../../domain/merchant-fault";
import { type RowReading, readRows } from "../../domain/row-reading";
import { recordFaults } from "../faults/record-faults";
import { lowestOf, type PricedProduct, pricesOf, readVariantPrices } from "./prices";
import type { SellingPlace } from "./selling-place";

export interface StoredCardProduct extends PricedProduct {
  subtitle: string | null;
  handle: string;
  thumbnail: string | null;
}

/** A product as it stands in a list. */
export interface ProductCard {
  id: string;
  title: string;
  subtitle: string;
  handle: string;
  thumbnail: string | null;
  /** The lowest price of its variants. */
  price_fen: string;
  original_price_fen?: string;
}

const CARD_FIELDS = [
  "id",
  "title",
  "subtitle",
  "handle",
  "thumbnail",
  "variants.id",
  "variants.title",
  "variants.calculated_price.*",
];

function cardOf(product: StoredCardProduct): RowReading<ProductCard> {
  const { prices, faults } = readVariantPrices(product);
  const lowest = lowestOf(prices.values());
  if (!lowest) return { view: null, faults };
  const { id, title, subtitle, handle, thumbnail } = product;
  const card = {
    id,
    title,
    subtitle: subtitle ?? "",
    handle,
    thumbnail,
    price_fen: String(lowest.price_fen),
  };
  const { original_fen } = lowest;
  return {
    view: original_fen === null ? card : { ...card, original_price_fen: String(original_fen) },
    faults,
  };
}

/** The fault of a product that could not be read at all. */
export const unreadableProduct = ({ id, title }: { id: string; title?: string | null }, detail: string) =>
  ({
    kind: "product_unreadable",
    subject_type: "product",
    subject_id: id,
    title: title ?? "",
    detail,
  }) satisfies MerchantFault;

export interface CardQuery {
  filters: Record<string, unknown>;
  order: Record<string, "ASC" | "DESC">;
  take: number;
  skip: number;
}

/** Cards of published products, with how many fit altogether. A product without a usable price here is left out. */
export async function readProductCards(
  container: MedusaContainer,
  place: SellingPlace,
  { filters, order, take, skip }: CardQuery,
): Promise<{ cards: ProductCard[]; count: number }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data, metadata } = await query.graph({
    entity: "product",
    fields: CARD_FIELDS,
    filters: { ...filters, status: "published" },
    pagination: { take, skip, order },
    context: { variants: { calculated_price: pricesOf(place) } },
  });
  const products = data as unknown as StoredCardProduct[];
  const { views, faults } = readRows(products, cardOf, unreadableProduct);
  await recordFaults(container, faults);
  return { cards: views, count: metadata?.count ?? products.length };
}
