import type { MedusaContainer } from "@medusajs/framework/types";
import type { SavedListRequest } from "../../domain/saved-products";
import { SAVED_PRODUCTS_MODULE } from "../../modules/saved-products";
import type { ListOwner, SavedProductsService } from "../../modules/saved-products/service";
import { type ProductCard, readProductCards } from "./product-card";
import type { SellingPlace } from "./selling-place";

/** A product in a shopper's list, and when it came there. */
export type SavedCard = ProductCard & { saved_at: string };

export const savedProducts = (container: MedusaContainer) =>
  container.resolve<SavedProductsService>(SAVED_PRODUCTS_MODULE);

/** A page of a shopper's list, latest first. What is no longer sold stays in the list and is left out of its page. */
export async function listSavedProducts(
  container: MedusaContainer,
  place: SellingPlace,
  owner: ListOwner,
  { limit, offset }: SavedListRequest,
): Promise<{ products: SavedCard[]; count: number; limit: number; offset: number }> {
  const saved = await savedProducts(container).listSaved(owner);
  const page = saved.slice(offset, offset + limit);
  const { cards } = await readProductCards(container, place, {
    filters: { id: page.map(({ product_id }) => product_id) },
    order: { id: "ASC" },
    take: limit,
    skip: 0,
  });
  const byId = new Map(cards.map((card) => [card.id, card]));
  const products = page.flatMap(({ product_id, saved_at }) => {
    const card = byId.get(product_id);
    return card ? [{ ...card, saved_at: new Date(saved_at).toISOString() }] : [];
  });
  return { products, count: saved.length, limit, offset };
}
