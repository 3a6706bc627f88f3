import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { type PricedVariant, pricesOf } from "../reads/prices";
import type { SellingPlace } from "../reads/selling-place";

/** A product as Medusa answers it, with all that its row in the catalogue needs. */
export interface SourceProduct {
  id: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  handle: string;
  thumbnail: string | null;
  metadata: Record<string, unknown> | null;
  created_at: string | Date;
  collection_id: string | null;
  images?: { url: string }[];
  tags?: { value: string }[];
  categories?: { id: string; name: string; is_active: boolean; is_internal: boolean }[];
  sales_channels?: ({ id: string } | null)[];
  options?: { id: string; title: string; values?: { value: string }[] }[];
  variants?: SourceVariant[];
}

export interface SourceVariant extends PricedVariant {
  sku: string | null;
  thumbnail?: string | null;
  variant_rank?: number | null;
  manage_inventory: boolean;
  allow_backorder: boolean;
  options?: { value: string; option?: { title: string } | null }[];
}

const FIELDS = [
  "id",
  "title",
  "subtitle",
  "description",
  "handle",
  "thumbnail",
  "metadata",
  "created_at",
  "collection_id",
  "images.url",
  "tags.value",
  "categories.*",
  "sales_channels.id",
  "options.*",
  "options.values.*",
  "variants.*",
  "variants.options.*",
  "variants.options.option.*",
  "variants.calculated_price.*",
];

/** Published products of these ids, priced for anybody. */
export async function readSourceProducts(
  container: MedusaContainer,
  region: Pick<SellingPlace, "region_id" | "currency_code" | "country_code">,
  product_ids: readonly string[],
): Promise<SourceProduct[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "product",
    fields: FIELDS,
    filters: { id: [...product_ids], status: "published" },
    context: { variants: { calculated_price: pricesOf(region) } },
  });
  return data as unknown as SourceProduct[];
}
