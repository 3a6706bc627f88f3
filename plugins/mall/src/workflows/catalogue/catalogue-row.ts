import { type SearchableText, searchKeys } from "../../domain/catalogue/search-text";
import { inVariantOrder } from "../../domain/option-order";
import type { RowReading } from "../../domain/row-reading";
import type { CatalogueRow } from "../../modules/catalogue/product-rows";
import { lowestOf, type Price, readVariantPrices } from "../reads/prices";
import type { CardRating, ProductCard } from "../reads/product-card";
import { syllablesOf } from "./pinyin";
import type { SourceProduct, SourceVariant } from "./product-source";

/** A variant of a stored page; what is in stock is added when the page is read. */
export interface StoredPageVariant {
  id: string;
  title: string;
  sku: string | null;
  price_fen: string;
  original_price_fen?: string;
  options: Record<string, string>;
  image_url?: string;
}

/** A product's page as it is stored: without stock, and without what the whole shop promises. */
export interface StoredPage {
  id: string;
  title: string;
  subtitle: string;
  description: string;
  handle: string;
  thumbnail: string | null;
  images: string[];
  category?: { id: string; name: string };
  options: { id: string; title: string; values: string[] }[];
  variants: StoredPageVariant[];
  /** The product's own promises; null where the shop's hold. */
  services: string[] | null;
  freight_note: string | null;
}

const textsOf = (value: unknown): string[] | null =>
  Array.isArray(value) && value.every((text) => typeof text === "string") ? value : null;

const optionsOf = ({ options }: SourceVariant): Record<string, string> =>
  Object.fromEntries((options ?? []).flatMap(({ option, value }) => (option ? [[option.title, value]] : [])));

function pageVariant(variant: SourceVariant, { price_fen, original_fen }: Price): StoredPageVariant {
  return {
    id: variant.id,
    title: variant.title ?? "",
    sku: variant.sku,
    price_fen: String(price_fen),
    original_price_fen: original_fen === null ? undefined : String(original_fen),
    options: optionsOf(variant),
    image_url: variant.thumbnail ?? undefined,
  };
}

function pageOf(product: SourceProduct, variants: StoredPageVariant[]): StoredPage {
  const category = product.categories?.find(({ is_active, is_internal }) => is_active && !is_internal);
  const freight = product.metadata?.freight_note;
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
        variants.map(({ options }) => options[title]),
      ),
    })),
    variants,
    services: textsOf(product.metadata?.services),
    freight_note: typeof freight === "string" ? freight : null,
  };
}

function cardOf(product: SourceProduct, lowest: Price, rating: CardRating | undefined): ProductCard {
  const { id, title, subtitle, handle, thumbnail } = product;
  return {
    id,
    title,
    subtitle: subtitle ?? "",
    handle,
    thumbnail,
    price_fen: String(lowest.price_fen),
    ...(lowest.original_fen === null ? {} : { original_price_fen: String(lowest.original_fen) }),
    ...(rating ? { rating } : {}),
  };
}

/** What of a product can be searched for. */
function searchable(product: SourceProduct, variants: readonly StoredPageVariant[]): SearchableText {
  const categories = (product.categories ?? []).filter(
    ({ is_active, is_internal }) => is_active && !is_internal,
  );
  const values = variants.flatMap(({ options, sku }) => [...Object.values(options), sku ?? ""]);
  return {
    title: product.title,
    attributes: [
      product.subtitle ?? "",
      ...new Set(values),
      ...(product.tags ?? []).map(({ value }) => value),
      ...categories.map(({ name }) => name),
    ],
    description: product.description ?? "",
  };
}

/**
 * A product's row of the catalogue. Variants without a usable price are left out and told of; a product without any
 * keeps its page and is in no list.
 * @param paths the way from the top to each category that shoppers see
 * @param ratings what buyers say, by product
 */
export function catalogueRow(
  product: SourceProduct,
  paths: ReadonlyMap<string, readonly string[]>,
  ratings: ReadonlyMap<string, CardRating>,
): RowReading<CatalogueRow> {
  const { prices, faults } = readVariantPrices(product);
  const ranked = [...(product.variants ?? [])].sort((a, b) => (a.variant_rank ?? 0) - (b.variant_rank ?? 0));
  const sold = ranked.filter(({ id }) => prices.has(id));
  const variants = sold.map((variant) => pageVariant(variant, prices.get(variant.id) as Price));
  const lowest = lowestOf(prices.values());
  const counted = sold.filter(
    ({ manage_inventory, allow_backorder }) => manage_inventory && !allow_backorder,
  );
  const own = (product.categories ?? []).map(({ id }) => id);
  const attributes = variants.flatMap(({ options }) =>
    Object.entries(options).map(([title, value]) => `${title}=${value}`),
  );
  const row: CatalogueRow = {
    product_id: product.id,
    title: product.title,
    created_at: new Date(product.created_at).toISOString(),
    channel_ids: (product.sales_channels ?? []).flatMap((channel) => channel?.id ?? []),
    category_ids: [...new Set(own.flatMap((id) => paths.get(id) ?? []))],
    own_category_ids: own,
    collection_id: product.collection_id,
    tags: (product.tags ?? []).map(({ value }) => value),
    attributes: [...new Set(attributes)],
    price_fen: lowest && String(lowest.price_fen),
    original_fen: lowest?.original_fen == null ? null : String(lowest.original_fen),
    counted_variant_ids: counted.map(({ id }) => id),
    is_uncounted: counted.length < sold.length,
    card: lowest && cardOf(product, lowest, ratings.get(product.id)),
    page: pageOf(product, variants),
    ...searchKeys(searchable(product, variants), syllablesOf),
  };
  return { view: row, faults };
}
