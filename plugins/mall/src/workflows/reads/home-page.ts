import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { HomeContent, SectionSource } from "../../domain/home-content";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { type CardQuery, readProductCards } from "./product-card";
import { channelFilter } from "./product-list";
import type { SellingPlace } from "./selling-place";

async function readCategories(container: MedusaContainer) {
  const categories = await container
    .resolve(Modules.PRODUCT)
    .listProductCategories(
      { parent_category_id: null, is_active: true, is_internal: false },
      { select: ["id", "name", "handle", "metadata", "rank"], order: { rank: "ASC" } },
    );
  return categories.map(({ id, name, handle, metadata }) => ({
    id,
    name,
    handle,
    icon_url: typeof metadata?.icon_url === "string" ? metadata.icon_url : null,
  }));
}

function queryOf(
  source: SectionSource,
  channel: Record<string, unknown>,
): Pick<CardQuery, "filters" | "order"> {
  const oldestFirst = { created_at: "ASC" } as const;
  switch (source.kind) {
    case "collection":
      return { filters: { ...channel, collection_id: source.id }, order: oldestFirst };
    case "category":
      return { filters: { ...channel, categories: { id: [source.id] } }, order: oldestFirst };
    case "products":
      return { filters: { $and: [channel, { id: source.ids }] }, order: oldestFirst };
    case "newest":
      return { filters: channel, order: { created_at: "DESC" } };
  }
}

async function readSection(
  container: MedusaContainer,
  place: SellingPlace,
  channel: Record<string, unknown>,
  { title, source, limit }: HomeContent["sections"][number],
  index: number,
) {
  const { cards } = await readProductCards(container, place, {
    ...queryOf(source, channel),
    take: limit,
    skip: 0,
  });
  const rankOf = source.kind === "products" ? new Map(source.ids.map((id, rank) => [id, rank])) : null;
  const products = rankOf ? cards.sort((a, b) => (rankOf.get(a.id) ?? 0) - (rankOf.get(b.id) ?? 0)) : cards;
  return { id: `section_${index}`, title, products };
}

/** The home page: what the merchant put on it, Medusa's categories, and the products of each section as they are now. */
export async function readHomePage(container: MedusaContainer, place: SellingPlace) {
  const content = await container.resolve<MallModuleService>(MALL_MODULE).readHome();
  const channel = await channelFilter(container, place);
  const sections = await Promise.all(
    content.sections.map((section, index) => readSection(container, place, channel, section, index)),
  );
  return {
    banners: content.banners.map((banner, index) => ({ id: `banner_${index}`, ...banner })),
    categories: await readCategories(container),
    coupons: content.coupons,
    // A section whose goods are all gone is a heading over nothing.
    sections: sections.filter(({ products }) => products.length > 0),
  };
}
