import type { MedusaContainer } from "@medusajs/framework/types";
import type { SavedListRequest } from "../../domain/saved-products";
import { SAVED_PRODUCTS_MODULE } from "../../modules/saved-products";
import type { ListOwner, SavedProductsService } from "../../modules/saved-products/service";
import { readSettled } from "../catalogue/settled";
import type { ProductCard } from "./product-card";

/** A product in a shopper's list, and when it came there. */
export type SavedCard = ProductCard & { saved_at: string };

export const savedProducts = (container: MedusaContainer) =>
  container.resolve<SavedProductsService>(SAVED_PRODUCTS_MODULE);

/** A page of a shopper's list, latest first. What is no longer sold stays in the list and is left out of its page. */
export async function listSavedProducts(
  container: MedusaContainer,
  sales_channel_ids: readonly string[],
  owner: ListOwner,
  { limit, offset }: SavedListRequest,
): Promise<{ products: SavedCard[]; count: number; limit: number; offset: number }> {
  const saved = await savedProducts(container).listSaved(owner);
  const page = saved.slice(offset, offset + limit);
  const ids = page.map(({ product_id }) => product_id);
  const { sections } = await readSettled(container, sales_channel_ids, (queries, sales_channel_id) =>
    queries.home(sales_channel_id, [{ kind: "products", ids, limit }]),
  );
  const cards = (sections[0] ?? []) as ProductCard[];
  const byId = new Map(cards.map((card) => [card.id, card]));
  const products = page.flatMap(({ product_id, saved_at }) => {
    const card = byId.get(product_id);
    return card ? [{ ...card, saved_at: new Date(saved_at).toISOString() }] : [];
  });
  return { products, count: saved.length, limit, offset };
}
