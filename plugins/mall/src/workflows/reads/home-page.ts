import type { MedusaContainer } from "@medusajs/framework/types";
import { blocksOfKind, type HomeBlock } from "../../domain/home/block";
import { type ShownCategory, shownBlocks } from "../../domain/home/shown-blocks";
import { contentOfBlocks } from "../../domain/home/take-over";
import type { HomeContent } from "../../domain/home-content";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { readSettled } from "../catalogue/settled";
import type { ProductCard } from "./product-card";

/** The home page: what the merchant put on it, Medusa's categories, and the products of each block as they are now. */
export async function readHomePage(container: MedusaContainer, sales_channel_ids: readonly string[]) {
  const { blocks, ...content } = await container.resolve<MallModuleService>(MALL_MODULE).readHome();
  return fillHomePage(container, sales_channel_ids, blocks, content);
}

/** The home page as these blocks would make it. */
export const previewHomePage = (
  container: MedusaContainer,
  sales_channel_ids: readonly string[],
  blocks: readonly HomeBlock[],
) => fillHomePage(container, sales_channel_ids, blocks, contentOfBlocks(blocks, new Date()));

async function fillHomePage(
  container: MedusaContainer,
  sales_channel_ids: readonly string[],
  blocks: readonly HomeBlock[],
  content: Pick<HomeContent, "banners" | "coupons">,
) {
  const now = new Date();
  const rails = blocksOfKind(blocks, "products");
  const { categories, sections } = await readSettled(
    container,
    sales_channel_ids,
    (queries, sales_channel_id) =>
      queries.home(
        sales_channel_id,
        rails.map(({ source, limit }) => ({ ...source, limit })),
      ),
  );
  const products = new Map(rails.map(({ id }, index) => [id, (sections[index] ?? []) as ProductCard[]]));
  return {
    banners: content.banners.map(({ title, subtitle, image_url, link }, index) => ({
      id: `banner_${index}`,
      title,
      subtitle,
      image_url,
      link,
    })),
    categories,
    coupons: content.coupons,
    // A section whose goods are all gone is a heading over nothing.
    sections: rails
      .map(({ id, title }, index) => ({ id: `section_${index}`, title, products: products.get(id) ?? [] }))
      .filter((section) => section.products.length > 0),
    blocks: shownBlocks(blocks, { categories: categories as ShownCategory[], products, now }),
  };
}
