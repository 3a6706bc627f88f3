import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils";
import { fenOf, type MedusaAmount } from "../../domain/money";
import type { SellingPlace } from "./selling-place";

/** A price as Medusa's pricing reckons it for a region and currency. */
export interface StoredPrice {
  calculated_amount: MedusaAmount | null;
  original_amount: MedusaAmount | null;
}

export interface StoredCardProduct {
  id: string;
  title: string;
  subtitle: string | null;
  handle: string;
  thumbnail: string | null;
  variants?: { id: string; calculated_price?: StoredPrice | null }[];
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
  "variants.calculated_price.*",
];

/** The pricing context of a place, under the path where prices hang. */
export const pricesOf = (place: SellingPlace) =>
  QueryContext({ region_id: place.region_id, currency_code: place.currency_code });

/** A price in fen, with the original one when it was higher; null for a variant without a price here. */
export function priceFen(
  price: StoredPrice | null | undefined,
): { price_fen: bigint; original_fen: bigint | null } | null {
  if (price?.calculated_amount === null || price?.calculated_amount === undefined) return null;
  const price_fen = fenOf(price.calculated_amount);
  const original_fen = price.original_amount === null ? price_fen : fenOf(price.original_amount);
  return { price_fen, original_fen: original_fen > price_fen ? original_fen : null };
}

/** The price of the cheapest variant; null when no variant has one. */
export function lowestPrice(product: Pick<StoredCardProduct, "variants">) {
  const prices = (product.variants ?? []).flatMap(({ calculated_price }) => priceFen(calculated_price) ?? []);
  return prices.sort((a, b) => Number(a.price_fen - b.price_fen))[0] ?? null;
}

function cardOf(product: StoredCardProduct): ProductCard[] {
  const lowest = lowestPrice(product);
  if (!lowest) return [];
  const { id, title, subtitle, handle, thumbnail } = product;
  const card = {
    id,
    title,
    subtitle: subtitle ?? "",
    handle,
    thumbnail,
    price_fen: String(lowest.price_fen),
  };
  return [lowest.original_fen === null ? card : { ...card, original_price_fen: String(lowest.original_fen) }];
}

export interface CardQuery {
  filters: Record<string, unknown>;
  order: Record<string, "ASC" | "DESC">;
  take: number;
  skip: number;
}

/** Cards of published products, with how many fit altogether. A product without a price here is left out. */
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
  return { cards: products.flatMap(cardOf), count: metadata?.count ?? products.length };
}
