import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { inVariantOrder } from "../../domain/option-order";
import { refusal } from "../../domain/refusal";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { recordFaults } from "../faults/record-faults";
import { RefusedError } from "../refused-error";
import { type Price, pricesOf, readVariantPrices, type StoredPrice } from "./prices";
import type { SellingPlace } from "./selling-place";
import { readStock } from "./variants";

interface StoredProduct {
  id: string;
  title: string;
  subtitle: string | null;
  description: string | null;
  handle: string;
  thumbnail: string | null;
  metadata: Record<string, unknown> | null;
  images?: { url: string }[];
  categories?: { id: string; name: string; is_active: boolean; is_internal: boolean }[];
  sales_channels?: ({ id: string } | null)[];
  options?: { id: string; title: string; values?: { value: string }[] }[];
  variants?: StoredVariant[];
}

interface StoredVariant {
  id: string;
  title: string | null;
  sku: string | null;
  thumbnail?: string | null;
  variant_rank?: number | null;
  manage_inventory: boolean;
  allow_backorder: boolean;
  calculated_price?: StoredPrice | null;
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
  "images.url",
  "categories.*",
  "sales_channels.id",
  "options.*",
  "options.values.*",
  "variants.*",
  "variants.options.*",
  "variants.options.option.*",
  "variants.calculated_price.*",
];

async function readProduct(
  container: MedusaContainer,
  place: SellingPlace,
  id: string,
): Promise<StoredProduct> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "product",
    fields: FIELDS,
    filters: { id, status: "published" },
    context: { variants: { calculated_price: pricesOf(place) } },
  });
  const [product] = data as unknown as StoredProduct[];
  const sold = product?.sales_channels?.some((channel) => channel?.id === place.sales_channel_id);
  if (!product || !sold) throw new RefusedError(refusal("product_unknown"));
  return product;
}

function variantsOf(
  { variants }: StoredProduct,
  prices: ReadonlyMap<string, Price>,
  stock: Map<string, number>,
) {
  const ranked = [...(variants ?? [])].sort((a, b) => (a.variant_rank ?? 0) - (b.variant_rank ?? 0));
  return ranked.flatMap((variant) => {
    const price = prices.get(variant.id);
    if (!price) return [];
    return [
      {
        id: variant.id,
        title: variant.title ?? "",
        sku: variant.sku,
        price_fen: String(price.price_fen),
        original_price_fen: price.original_fen === null ? undefined : String(price.original_fen),
        stock: stock.get(variant.id) ?? 0,
        options: Object.fromEntries(
          (variant.options ?? []).flatMap(({ option, value }) => (option ? [[option.title, value]] : [])),
        ),
        image_url: variant.thumbnail ?? undefined,
      },
    ];
  });
}

const textsOf = (value: unknown): string[] | null =>
  Array.isArray(value) && value.every((text) => typeof text === "string") ? value : null;

/**
 * Everything a product's page shows.
 * @throws {RefusedError} `product_unknown`, also for what another sales channel sells.
 */
export async function readProductPage(container: MedusaContainer, place: SellingPlace, id: string) {
  const product = await readProduct(container, place, id);
  const stock = await readStock(container, product.variants ?? [], place.sales_channel_id);
  const home = await container.resolve<MallModuleService>(MALL_MODULE).readHome();
  const category = product.categories?.find(({ is_active, is_internal }) => is_active && !is_internal);
  const freight = product.metadata?.freight_note;
  const { prices, faults } = readVariantPrices(product);
  await recordFaults(container, faults);
  const variants = variantsOf(product, prices, stock);
  return {
    id: product.id,
    title: product.title,
    subtitle: product.subtitle ?? "",
    description: product.description ?? "",
    handle: product.handle,
    thumbnail: product.thumbnail,
    images: (product.images ?? []).map(({ url }) => url),
    category: category ? { id: category.id, name: category.name } : undefined,
    options: (product.options ?? []).map(({ id, title, values }) => ({
      id,
      title,
      values: inVariantOrder(
        (values ?? []).map(({ value }) => value),
        variants.map((variant) => variant.options[title]),
      ),
    })),
    variants,
    services: textsOf(product.metadata?.services) ?? home.services,
    freight_note: typeof freight === "string" ? freight : home.freight_note,
  };
}
