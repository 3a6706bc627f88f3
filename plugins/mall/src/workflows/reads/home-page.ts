import type { MedusaContainer } from "@medusajs/framework/types";
import type { HomeContent } from "../../domain/home-content";
import type { SectionQuery } from "../../modules/catalogue/product-queries";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { readSettled } from "../catalogue/settled";
import type { ProductCard } from "./product-card";

const queryOf = ({ source, limit }: HomeContent["sections"][number]): SectionQuery => ({ ...source, limit });

/** The home page: what the merchant put on it, Medusa's categories, and the products of each section as they are now. */
export async function readHomePage(container: MedusaContainer, sales_channel_ids: readonly string[]) {
  const content = await container.resolve<MallModuleService>(MALL_MODULE).readHome();
  const { categories, sections } = await readSettled(
    container,
    sales_channel_ids,
    (queries, sales_channel_id) => queries.home(sales_channel_id, content.sections.map(queryOf)),
  );
  const shown = content.sections.map(({ title }, index) => ({
    id: `section_${index}`,
    title,
    products: (sections[index] ?? []) as ProductCard[],
  }));
  return {
    banners: content.banners.map((banner, index) => ({ id: `banner_${index}`, ...banner })),
    categories,
    coupons: content.coupons,
    // A section whose goods are all gone is a heading over nothing.
    sections: shown.filter(({ products }) => products.length > 0),
  };
}
