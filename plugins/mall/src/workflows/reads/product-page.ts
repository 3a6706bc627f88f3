import type { MedusaContainer } from "@medusajs/framework/types";
import { refusal } from "../../domain/refusal";
import { UNCOUNTED_STOCK } from "../../domain/stock";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import type { StoredPage } from "../catalogue/catalogue-row";
import { readSettled } from "../catalogue/settled";
import { RefusedError } from "../refused-error";

/**
 * Everything a product's page shows, out of the catalogue's read model; stock is as it is at this moment.
 * @throws {RefusedError} `product_unknown`, also for what another sales channel sells; `shop_cannot_sell`
 */
export async function readProductPage(
  container: MedusaContainer,
  sales_channel_ids: readonly string[],
  id: string,
) {
  const reading = await readSettled(container, sales_channel_ids, (queries, sales_channel_id) =>
    queries.page(id, sales_channel_id),
  );
  const page = reading.page as StoredPage | null;
  if (!page) throw new RefusedError(refusal("product_unknown"));
  const home = await container.resolve<MallModuleService>(MALL_MODULE).readHome();
  const stock = reading.stock ?? {};
  const left = (variant_id: string) =>
    variant_id in stock ? Math.max(0, Number(stock[variant_id] ?? 0)) : UNCOUNTED_STOCK;
  return {
    ...page,
    variants: page.variants.map(({ options, image_url, ...variant }) => ({
      ...variant,
      stock: left(variant.id),
      options,
      image_url,
    })),
    services: page.services ?? home.services,
    freight_note: page.freight_note ?? home.freight_note,
  };
}
