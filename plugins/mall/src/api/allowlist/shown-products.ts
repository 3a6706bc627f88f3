import { type Fields, fields } from "../../domain/answer-fields";
import type { Answer } from "../../domain/route-allowlist";
import { listOf } from "./list-answer";

// What the merchant keeps beside the goods is nobody's business here: metadata (purchase prices, notes), ids of other
// systems, price lists, the stock of each place.
const MEASURES = "weight length height width hs_code origin_country mid_code material";
const MOMENTS = "created_at updated_at deleted_at";
const IMAGE = fields("id url rank");

const PRICE = fields("id price_list_id price_list_type min_quantity max_quantity");
const CALCULATED_PRICE = fields(
  `id currency_code calculated_amount calculated_amount_with_tax calculated_amount_without_tax original_amount
   original_amount_with_tax original_amount_without_tax is_calculated_price_price_list
   is_calculated_price_tax_inclusive is_original_price_price_list is_original_price_tax_inclusive`,
  { calculated_price: PRICE, original_price: PRICE },
);

export const VARIANT: Fields = fields(
  `id title sku barcode ean upc thumbnail product_id variant_rank allow_backorder manage_inventory inventory_quantity
   ${MEASURES} ${MOMENTS}`,
  {
    options: fields("id value option_id rank", { option: fields("id title") }),
    images: IMAGE,
    calculated_price: CALCULATED_PRICE,
  },
);

const PLAIN_PRODUCT = `id title subtitle description handle status is_giftcard discountable thumbnail collection_id
  type_id ${MEASURES} ${MOMENTS}`;

/** A product as part of something else. */
export const PRODUCT_ITSELF: Fields = fields(PLAIN_PRODUCT, { images: IMAGE });

const ENTITY: Fields = fields(PLAIN_PRODUCT, {
  type: fields(`id value ${MOMENTS}`),
  collection: fields(`id title handle ${MOMENTS}`),
  categories: fields("id name description handle rank parent_category_id"),
  options: fields(`id title is_exclusive product_id ${MOMENTS}`, {
    values: fields(`id value option_id rank ${MOMENTS}`),
  }),
  tags: fields(`id value ${MOMENTS}`),
  images: IMAGE,
  variants: VARIANT,
});

export const PRODUCT: Answer = { entity: ENTITY, body: { product: ENTITY } };
export const PRODUCTS: Answer = listOf("products", ENTITY);
