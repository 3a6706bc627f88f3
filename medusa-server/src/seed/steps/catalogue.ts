import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import {
  createInventoryLevelsWorkflow,
  createProductCategoriesWorkflow,
  createProductsWorkflow,
} from "@medusajs/medusa/core-flows";
import { catalogue } from "../catalogue";
import type { CategoryDraft, ProductDraft } from "../catalogue/product-draft";
import { type VariantDraft, variantsOf } from "../catalogue/variants";
import { iconDrawing, productDrawings } from "../pictures/compose";
import type { Fulfilment } from "./fulfilment";
import { uploadDrawings } from "./pictures";
import { CURRENCY, type ShopFoundation } from "./shop-foundation";

export interface CatalogueContext extends ShopFoundation, Fulfilment {
  shop_origin: string | undefined;
}

/** Products by handle, as the later steps need them. */
export type ProductIds = ReadonlyMap<string, string>;

/** Creates what is missing of categories, products and stock, category by category, so that it may be resumed. */
export async function ensureCatalogue(
  container: MedusaContainer,
  context: CatalogueContext,
): Promise<ProductIds> {
  for (const [rank, category] of catalogue.entries()) {
    const category_id = await ensureCategory(container, context, category, rank);
    await ensureProducts(container, context, category, category_id);
    await ensureStock(container, context, category);
  }
  const handles = catalogue.flatMap(({ products }) => products.map(({ handle }) => handle));
  const products = await container
    .resolve(Modules.PRODUCT)
    .listProducts({ handle: handles }, { select: ["id", "handle"], take: handles.length });
  return new Map(products.map(({ handle, id }) => [handle, id]));
}

async function ensureCategory(
  container: MedusaContainer,
  context: CatalogueContext,
  category: CategoryDraft,
  rank: number,
): Promise<string> {
  const [known] = await container.resolve(Modules.PRODUCT).listProductCategories({ handle: category.handle });
  if (known) return known.id;
  const [icon_url] = await uploadDrawings(container, context.shop_origin, [iconDrawing(category)]);
  const { result } = await createProductCategoriesWorkflow(container).run({
    input: {
      product_categories: [
        {
          name: category.name,
          handle: category.handle,
          description: category.description,
          is_active: true,
          is_internal: false,
          rank,
          metadata: { icon_url },
        },
      ],
    },
  });
  const created = result[0];
  if (!created) throw new MedusaError(MedusaError.Types.UNEXPECTED_STATE, "the category was not created");
  return created.id;
}

async function ensureProducts(
  container: MedusaContainer,
  context: CatalogueContext,
  category: CategoryDraft,
  category_id: string,
): Promise<void> {
  const known = await container
    .resolve(Modules.PRODUCT)
    .listProducts(
      { handle: category.products.map(({ handle }) => handle) },
      { select: ["handle"], take: null },
    );
  const missing = category.products.filter(({ handle }) =>
    known.every((product) => product.handle !== handle),
  );
  if (missing.length === 0) return;
  const products = [];
  for (const draft of missing) {
    const images = await uploadDrawings(container, context.shop_origin, productDrawings(draft));
    products.push(productInput(draft, category, category_id, context, images));
  }
  await createProductsWorkflow(container).run({ input: { products } });
}

function productInput(
  draft: ProductDraft,
  category: CategoryDraft,
  category_id: string,
  context: CatalogueContext,
  images: string[],
) {
  return {
    title: draft.title,
    subtitle: draft.subtitle,
    description: draft.description.join("\n\n"),
    handle: draft.handle,
    status: "published" as const,
    weight: draft.weight_grams,
    discountable: true,
    thumbnail: images[0],
    images: images.map((url) => ({ url })),
    category_ids: [category_id],
    shipping_profile_id: context.shipping_profile_id,
    sales_channels: [{ id: context.sales_channel_id }],
    options: Object.entries(draft.options).map(([title, values]) => ({ title, values })),
    variants: variantsOf(draft).map((variant, index) => ({
      title: variant.title,
      sku: skuOf(category, draft, index),
      manage_inventory: true,
      allow_backorder: false,
      options: variant.options,
      prices: [{ currency_code: CURRENCY, amount: Number(variant.price) }],
    })),
  };
}

/** Article numbers name the category, the product's place in it and the variant's place in the product. */
function skuOf(category: CategoryDraft, draft: ProductDraft, variant_index: number): string {
  const product_number = String(category.products.indexOf(draft) + 1).padStart(2, "0");
  return `${category.sku_prefix}${product_number}-${String(variant_index + 1).padStart(2, "0")}`;
}

/** Puts goods on the shelf for every variant that has no level at the warehouse yet. */
async function ensureStock(
  container: MedusaContainer,
  context: CatalogueContext,
  category: CategoryDraft,
): Promise<void> {
  const stock = new Map<string, VariantDraft>();
  for (const draft of category.products) {
    for (const [index, variant] of variantsOf(draft).entries())
      stock.set(skuOf(category, draft, index), variant);
  }
  const inventory = container.resolve(Modules.INVENTORY);
  const items = await inventory.listInventoryItems({ sku: [...stock.keys()] }, { take: stock.size });
  const levels = await inventory.listInventoryLevels(
    { inventory_item_id: items.map(({ id }) => id), location_id: context.stock_location_id },
    { take: stock.size },
  );
  const shelved = new Set(levels.map(({ inventory_item_id }) => inventory_item_id));
  const inventory_levels = items
    .filter(({ id }) => !shelved.has(id))
    .map(({ id, sku }) => ({
      inventory_item_id: id,
      location_id: context.stock_location_id,
      stocked_quantity: stock.get(sku ?? "")?.stock ?? 0,
    }));
  if (inventory_levels.length > 0) {
    await createInventoryLevelsWorkflow(container).run({ input: { inventory_levels } });
  }
}
