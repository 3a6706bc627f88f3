import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, decorateCartTotals, Modules } from "@medusajs/framework/utils";
import type { MedusaAmount } from "../../domain/money";
import type { RequestedLine } from "../../domain/order-request";
import type { AssembleCartInput } from "../assemble-cart";
import type { StoredAdjustment, StoredCart } from "../reads/priced-cart";

/*
 * A cart that is written nowhere: Medusa's modules are asked what they would be asked for a stored one, with the same
 * context, so that a quote is what the order will cost.
 */

type CartItem = StoredCart["items"][number];
type Totalled = Parameters<typeof decorateCartTotals>[0];

/** What rules of prices, promotions and freight may ask of a product, and what a line says of it. */
const VARIANT_FIELDS = [
  "id",
  "title",
  "thumbnail",
  "weight",
  "length",
  "height",
  "width",
  "material",
  "price_set.id",
  "product.id",
  "product.title",
  "product.thumbnail",
  "product.discountable",
  "product.is_giftcard",
  "product.collection_id",
  "product.type_id",
  "product.weight",
  "product.categories.id",
  "product.tags.id",
  "product.shipping_profile.id",
  "inventory_items.inventory.requires_shipping",
];

interface QuotedVariant {
  id: string;
  title: string | null;
  thumbnail: string | null;
  price_set: { id: string } | null;
  product: {
    id: string;
    title: string;
    thumbnail: string | null;
    discountable: boolean;
    is_giftcard: boolean;
    shipping_profile?: { id: string } | null;
  };
  inventory_items?: ({ inventory?: { requires_shipping: boolean } | null } | null)[];
}

interface CalculatedPrice {
  id: string;
  calculated_amount: MedusaAmount | null;
  is_calculated_price_tax_inclusive?: boolean;
}

/** A cart on no table: as Medusa's Query would answer it, with totals. */
export type QuotedCart = StoredCart & {
  currency_code: string;
  region_id: string;
  sales_channel_id: string;
  customer: Record<string, unknown>;
  shipping_address: Record<string, unknown>;
  item_total: number;
  total: number;
};

interface Buyer {
  region: Record<string, unknown>;
  customer: Record<string, unknown> & { email?: string | null };
}

async function readBuyer(container: MedusaContainer, input: AssembleCartInput): Promise<Buyer> {
  const [region, customer] = await Promise.all([
    container.resolve(Modules.REGION).retrieveRegion(input.place.region_id),
    container.resolve(Modules.CUSTOMER).retrieveCustomer(input.customer_id, { relations: ["groups"] }),
  ]);
  return { region, customer } as unknown as Buyer;
}

/** The price of each line, which may depend on how many pieces it has. */
async function readPrices(
  container: MedusaContainer,
  { place, customer_id }: AssembleCartInput,
  { region, customer }: Buyer,
  lines: readonly (RequestedLine & { variant: QuotedVariant })[],
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

function itemOf(
  { variant, quantity }: RequestedLine & { variant: QuotedVariant },
  price: CalculatedPrice | undefined,
  position: number,
) {
  const { product } = variant;
  const needs_shipping = variant.inventory_items?.some((item) => item?.inventory?.requires_shipping);
  return {
    id: `item_${position}`,
    metadata: { position },
    variant_id: variant.id,
    product_id: product.id,
    product_title: product.title,
    title: product.title,
    variant_title: variant.title,
    thumbnail: variant.thumbnail ?? product.thumbnail,
    quantity,
    unit_price: price?.calculated_amount ?? 0,
    is_tax_inclusive: price?.is_calculated_price_tax_inclusive ?? false,
    is_discountable: product.discountable,
    is_giftcard: product.is_giftcard,
    requires_shipping: product.shipping_profile != null || Boolean(needs_shipping),
    adjustments: [] as StoredAdjustment[],
    tax_lines: [],
    variant,
    product,
  } satisfies CartItem & Record<string, unknown>;
}

/** Reads what the lines are and cost. Lines whose variant is gone are left out, as `readSellableVariants` tells of them. */
export async function quotedCart(container: MedusaContainer, input: AssembleCartInput): Promise<QuotedCart> {
  const buyer = await readBuyer(container, input);
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "variants",
    fields: VARIANT_FIELDS,
    filters: { id: input.items.map(({ variant_id }) => variant_id) },
  });
  const byId = new Map((data as unknown as QuotedVariant[]).map((variant) => [variant.id, variant]));
  const lines = input.items.flatMap((line) => {
    const variant = byId.get(line.variant_id);
    return variant ? [{ ...line, variant }] : [];
  });
  const prices = await readPrices(container, input, buyer, lines);
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
