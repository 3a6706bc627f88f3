import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { ProductListRequest } from "../../domain/order-request";
import { readRows } from "../../domain/row-reading";
import { recordFaults } from "../faults/record-faults";
import { lowestOf, type PricedProduct, pricesOf, readVariantPrices } from "./prices";
import { type CardQuery, type ProductCard, readProductCards, unreadableProduct } from "./product-card";
import type { SellingPlace } from "./selling-place";

/** Medusa cannot sort by a reckoned price, so the prices of all that fit are read; more than this are not sorted. */
const MOST_SORTED_BY_PRICE = 2_000;

const ORDERS = {
  default: { created_at: "ASC", id: "ASC" },
  newest: { created_at: "DESC", id: "DESC" },
} as const;

export interface ProductPage {
  products: ProductCard[];
  count: number;
  limit: number;
  offset: number;
}

/** A category and everything below it. */
async function categoryWithDescendants(container: MedusaContainer, category_id: string): Promise<string[]> {
  const products = container.resolve(Modules.PRODUCT);
  const [category] = await products.listProductCategories(
    { id: category_id, is_active: true, is_internal: false },
    { select: ["id", "mpath"], take: 1 },
  );
  if (!category) return [];
  const tree = await products.listProductCategories(
    { id: category_id, include_descendants_tree: true, is_active: true, is_internal: false },
    { select: ["id"], take: 1 },
  );
  return idsOfTree(tree);
}

interface CategoryBranch {
  id: string;
  category_children?: CategoryBranch[];
}

function idsOfTree(branches: CategoryBranch[]): string[] {
  return branches.flatMap(({ id, category_children }) => [id, ...idsOfTree(category_children ?? [])]);
}

/** The filter that keeps products of other sales channels out; empty when the shop has only one channel. */
export async function channelFilter(
  container: MedusaContainer,
  place: SellingPlace,
): Promise<{ id: string[] } | Record<string, never>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const channels = await query.graph({
    entity: "sales_channel",
    fields: ["id"],
    pagination: { take: 2, skip: 0 },
  });
  if (channels.data.length < 2) return {};
  const { data } = await query.graph({
    entity: "product_sales_channel",
    fields: ["product_id"],
    filters: { sales_channel_id: place.sales_channel_id },
  });
  return { id: (data as unknown as { product_id: string }[]).map(({ product_id }) => product_id) };
}

/** A page of the catalogue. */
export async function listProducts(
  container: MedusaContainer,
  place: SellingPlace,
  request: ProductListRequest,
): Promise<ProductPage> {
  const { category_id, q, order, limit, offset } = request;
  const filters: Record<string, unknown> = await channelFilter(container, place);
  if (category_id) filters.categories = { id: await categoryWithDescendants(container, category_id) };
  if (q) filters.q = q;
  const page =
    order === "price_asc" || order === "price_desc"
      ? await readByPrice(container, place, { filters, direction: order, take: limit, skip: offset })
      : await readProductCards(container, place, {
          filters,
          order: ORDERS[order],
          take: limit,
          skip: offset,
        });
  return { products: page.cards, count: page.count, limit, offset };
}

async function readByPrice(
  container: MedusaContainer,
  place: SellingPlace,
  { filters, direction, take, skip }: Omit<CardQuery, "order"> & { direction: "price_asc" | "price_desc" },
): Promise<{ cards: ProductCard[]; count: number }> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "product",
    fields: ["id", "title", "variants.id", "variants.title", "variants.calculated_price.*"],
    filters: { ...filters, status: "published" },
    pagination: { take: MOST_SORTED_BY_PRICE, skip: 0, order: ORDERS.default },
    context: { variants: { calculated_price: pricesOf(place) } },
  });
  const read = (product: PricedProduct) => {
    const { prices, faults } = readVariantPrices(product);
    const lowest = lowestOf(prices.values());
    return { view: lowest && { id: product.id, price_fen: lowest.price_fen }, faults };
  };
  const { views: priced, faults } = readRows(data as unknown as PricedProduct[], read, unreadableProduct);
  await recordFaults(container, faults);
  const sign = direction === "price_asc" ? 1 : -1;
  priced.sort((a, b) => sign * Number(a.price_fen - b.price_fen));
  const ids = priced.slice(skip, skip + take).map(({ id }) => id);
  const { cards } = await readProductCards(container, place, {
    filters: { id: ids },
    order: ORDERS.default,
    take,
    skip: 0,
  });
  const byId = new Map(cards.map((card) => [card.id, card]));
  return { cards: ids.flatMap((id) => byId.get(id) ?? []), count: priced.length };
}
