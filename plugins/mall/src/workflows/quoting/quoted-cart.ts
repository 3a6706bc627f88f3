import type { MedusaContainer } from "@medusajs/framework/types";
import { decorateCartTotals, Modules, PriceListType } from "@medusajs/framework/utils";
import { type MedusaAmount, readPriceFen } from "../../domain/money";
import type { RequestedLine } from "../../domain/order-request";
import { refusalOfLines } from "../../domain/stock";
import type { LineFact } from "../../modules/checkout/line-facts";
import type { AssembleCartInput } from "../assemble-cart";
import type { StoredAdjustment, StoredCart } from "../reads/priced-cart";
import { readRegion } from "../reads/shop-settings";
import { readSellableVariants } from "../reads/variants";
import { RefusedError } from "../refused-error";

/*
 * A cart that is written nowhere: Medusa's modules are asked what they would be asked for a stored one, with the same
 * context, so that a quote is what the order will cost.
 */

type CartItem = StoredCart["items"][number];
type Totalled = Parameters<typeof decorateCartTotals>[0];

interface CalculatedPrice {
  id: string;
  calculated_amount: MedusaAmount | null;
  original_amount: MedusaAmount | null;
  calculated_price?: { price_list_type?: string | null } | null;
  is_calculated_price_tax_inclusive?: boolean;
}

/** A cart on no table: as Medusa's Query would answer it, with totals. */
export type QuotedCart = StoredCart & {
  currency_code: string;
  region_id: string;
  sales_channel_id: string;
  customer: Record<string, unknown>;
  shipping_address: Record<string, unknown>;
  metadata: Record<string, unknown>;
  item_total: number;
  total: number;
};

interface Buyer {
  region: Record<string, unknown>;
  customer: Record<string, unknown> & { email?: string | null };
}

async function readBuyer(container: MedusaContainer, input: AssembleCartInput): Promise<Buyer> {
  const [region, customer] = await Promise.all([
    readRegion(container, input.place),
    container.resolve(Modules.CUSTOMER).retrieveCustomer(input.customer_id, { relations: ["groups"] }),
  ]);
  return { region, customer } as unknown as Buyer;
}

/** The price of each line, which may depend on how many pieces it has. */
async function readPrices(
  container: MedusaContainer,
  { place, customer_id }: AssembleCartInput,
  { region, customer }: Buyer,
  lines: readonly (RequestedLine & { variant: LineFact })[],
): Promise<Map<string, CalculatedPrice>> {
  const { region_id, currency_code } = place;
  const pricing = container.resolve(Modules.PRICING);
  const priced = new Map<string, CalculatedPrice>();
  for (const quantity of new Set(lines.map((line) => line.quantity))) {
    const alike = lines.filter((line) => line.quantity === quantity);
    const context = {
      ...{ region, customer, currency_code, region_id, customer_id },
      ...{ quantity, is_custom_price: false },
    };
    const ids = alike.flatMap(({ variant }) => variant.price_set?.id ?? []);
    const prices = (await pricing.calculatePrices(
      { id: ids },
      { context: context as never },
    )) as unknown as CalculatedPrice[];
    const byId = new Map(prices.map((price) => [price.id, price]));
    for (const { variant } of alike) {
      const price = byId.get(variant.price_set?.id ?? "");
      if (price) priced.set(variant.id, price);
    }
  }
  return priced;
}

/**
 * Refuses lines without a price that can be asked of anybody; one whose price is odd for this shopper alone is left to
 * `refuseOddPrices`.
 * @throws {RefusedError} `variant_unknown`
 */
async function refuseUnpriced(
  container: MedusaContainer,
  { items, place }: AssembleCartInput,
  prices: ReadonlyMap<string, CalculatedPrice>,
): Promise<void> {
  const isPriced = ({ variant_id }: RequestedLine) =>
    readPriceFen(prices.get(variant_id)?.calculated_amount).kind === "fen";
  if (items.every(isPriced)) return;
  const ids = items.map(({ variant_id }) => variant_id);
  const refused = refusalOfLines(items, await readSellableVariants(container, ids, place));
  if (refused) throw new RefusedError(refused);
}

/** What a line says of its product, in the fields in which Medusa keeps it: an order stays as it was bought. */
function describedLine({ product, ...variant }: LineFact) {
  return {
    title: product.title,
    subtitle: variant.title,
    thumbnail: variant.thumbnail ?? product.thumbnail,
    variant_id: variant.id,
    variant_sku: variant.sku,
    variant_barcode: variant.barcode,
    variant_title: variant.title,
    product_id: product.id,
    product_title: product.title,
    product_description: product.description,
    product_subtitle: product.subtitle,
    product_type: product.type?.value ?? null,
    product_type_id: product.type?.id ?? null,
    product_collection: product.collection?.title ?? null,
    product_handle: product.handle,
    is_discountable: product.discountable,
    is_giftcard: product.is_giftcard,
  };
}

/** The price that a sale struck out, where the line is sold at one. */
function struckPrice(price: CalculatedPrice | undefined): MedusaAmount | null {
  const isSale = price?.calculated_price?.price_list_type === PriceListType.SALE;
  return isSale && price.original_amount !== price.calculated_amount ? price.original_amount : null;
}

function itemOf(
  { variant, quantity }: RequestedLine & { variant: LineFact },
  price: CalculatedPrice | undefined,
  position: number,
) {
  const needs_shipping = variant.inventory_items.some(({ inventory }) => inventory.requires_shipping);
  return {
    ...describedLine(variant),
    id: `item_${position}`,
    metadata: { position },
    quantity,
    unit_price: price?.calculated_amount ?? 0,
    compare_at_unit_price: struckPrice(price),
    is_tax_inclusive: price?.is_calculated_price_tax_inclusive ?? false,
    requires_shipping: variant.product.shipping_profile !== null || needs_shipping,
    adjustments: [] as StoredAdjustment[],
    tax_lines: [],
    variant,
    product: variant.product,
  } satisfies CartItem & Record<string, unknown>;
}

/**
 * Reads what the lines cost.
 * @param facts what is known of the lines' variants: all of them
 * @throws {RefusedError} `variant_unknown`
 */
export async function quotedCart(
  container: MedusaContainer,
  input: AssembleCartInput,
  facts: ReadonlyMap<string, LineFact>,
): Promise<QuotedCart> {
  const buyer = await readBuyer(container, input);
  const lines = input.items.map((line) => {
    const variant = facts.get(line.variant_id);
    if (!variant) throw new Error(`nothing is known of the variant ${line.variant_id}`);
    return { ...line, variant };
  });
  const prices = await readPrices(container, input, buyer, lines);
  await refuseUnpriced(container, input, prices);
  const { place } = input;
  return withTotals({
    id: "quote",
    email: buyer.customer.email ?? null,
    currency_code: place.currency_code,
    region_id: place.region_id,
    region: buyer.region,
    sales_channel_id: place.sales_channel_id,
    customer: buyer.customer,
    shipping_address: input.shipping_address,
    metadata: input.metadata,
    items: lines.map((line, position) => itemOf(line, prices.get(line.variant.id), position)),
    shipping_methods: [],
    promotions: [],
  });
}

/** The cart with Medusa's own totals over what is in it now, as plain values. */
export function withTotals(cart: object): QuotedCart {
  const copy = JSON.parse(JSON.stringify(cart)) as Totalled;
  return JSON.parse(JSON.stringify(decorateCartTotals(copy))) as QuotedCart;
}
