import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";

/** Where a sale happens: Medusa's region in yuan and the sales channel of the page's publishable key. */
export interface SellingPlace {
  region_id: string;
  currency_code: string;
  country_code: string;
  sales_channel_id: string;
}

/**
 * The place of a sale for the sales channels of a publishable key.
 * @throws {MedusaError} when the shop has no region in yuan, or the key no sales channel: the merchant must set them up.
 */
export async function readSellingPlace(
  container: MedusaContainer,
  sales_channel_ids: string[],
): Promise<SellingPlace> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "region",
    fields: ["id", "currency_code", "countries.iso_2"],
    filters: { currency_code: "cny" },
    pagination: { order: { created_at: "ASC" }, take: 1 },
  });
  const [region] = data;
  const [sales_channel_id] = sales_channel_ids;
  if (!region || !sales_channel_id) {
    const missing = region ? "a sales channel of the publishable key" : "a region in yuan (cny)";
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The shop cannot sell yet: it lacks ${missing}`,
    );
  }
  return {
    region_id: region.id,
    currency_code: region.currency_code,
    country_code: region.countries?.[0]?.iso_2 ?? "cn",
    sales_channel_id,
  };
}
