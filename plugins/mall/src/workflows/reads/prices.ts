import { QueryContext } from "@medusajs/framework/utils";
import { AMOUNT_FAULTS, type MerchantFault } from "../../domain/merchant-fault";
import { type FenReading, type MedusaAmount, readPriceFen } from "../../domain/money";
import type { SellingPlace } from "./selling-place";

/** A price as Medusa's pricing reckons it for a region and currency. */
export interface StoredPrice {
  calculated_amount: MedusaAmount | null;
  original_amount: MedusaAmount | null;
}

/** What a price and its faults are read from. */
export interface PricedProduct {
  id: string;
  title: string;
  variants?: PricedVariant[];
}

export interface PricedVariant {
  id: string;
  title?: string | null;
  calculated_price?: StoredPrice | null;
}

export interface Price {
  price_fen: bigint;
  /** The price it had before, when that was higher. */
  original_fen: bigint | null;
}

/** The pricing context of a place, under the path where prices hang. */
export const pricesOf = (place: Pick<SellingPlace, "region_id" | "currency_code">) =>
  QueryContext({ region_id: place.region_id, currency_code: place.currency_code });

/** The fault of a variant whose price cannot be asked of anybody. */
export function priceFault(
  { id, title }: Pick<PricedProduct, "id" | "title">,
  variant: PricedVariant,
  { fault, amount }: Extract<FenReading, { kind: "fault" }>,
): MerchantFault {
  return {
    kind: fault === "missing" ? "price_missing" : "price_invalid",
    subject_type: "product",
    subject_id: id,
    part: variant.id,
    title: variant.title ? `${title}（${variant.title}）` : title,
    detail: `${AMOUNT_FAULTS[fault]}${amount ? `：${amount}` : ""}`,
  };
}

/** A variant's price here, or why it has none that can be asked of a shopper. */
export function readVariantPrice(
  product: Pick<PricedProduct, "id" | "title">,
  variant: PricedVariant,
): { price: Price | null; fault: MerchantFault | null } {
  const reading = readPriceFen(variant.calculated_price?.calculated_amount);
  if (reading.kind === "fault") return { price: null, fault: priceFault(product, variant, reading) };
  // The price before is for show: an odd one is not shown, and its sale goes on.
  const original = readPriceFen(variant.calculated_price?.original_amount ?? 0);
  const original_fen = original.kind === "fen" && original.fen > reading.fen ? original.fen : null;
  const fault = original.kind === "fault" ? priceFault(product, variant, original) : null;
  return { price: { price_fen: reading.fen, original_fen }, fault };
}

/** The prices of a product's variants by their ids; variants that have none are left out and told of. */
export function readVariantPrices(product: PricedProduct): {
  prices: Map<string, Price>;
  faults: MerchantFault[];
} {
  const prices = new Map<string, Price>();
  const faults: MerchantFault[] = [];
  for (const variant of product.variants ?? []) {
    const { price, fault } = readVariantPrice(product, variant);
    if (price) prices.set(variant.id, price);
    if (fault) faults.push(fault);
  }
  return { prices, faults };
}

/** The lowest of prices; null when there are none. */
export function lowestOf(prices: Iterable<Price>): Price | null {
  let lowest: Price | null = null;
  for (const price of prices) if (!lowest || price.price_fen < lowest.price_fen) lowest = price;
  return lowest;
}
