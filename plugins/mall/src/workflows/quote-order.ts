import type { MedusaContainer } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { mergeLines, type QuoteRequest } from "../domain/order-request";
import { refusalOfLines } from "../domain/stock";
import { type AssembleCartInput, assembleCartWorkflow, medusaAddress } from "./assemble-cart";
import { bareCart, isReckonable, reckonCart } from "./quoting/price-quote";
import type { QuotedCart } from "./quoting/quoted-cart";
import { hasAll, readLineFacts, sellableOf } from "./reads/line-facts";
import type { PricedCart } from "./reads/priced-cart";
import { codesWithoutEffect, type RejectedCode, readPromoCodes } from "./reads/promo-codes";
import type { SellingPlace } from "./reads/selling-place";
import { readSellableVariants, type SellableVariant } from "./reads/variants";
import { RefusedError } from "./refused-error";
import { removeCartsStep } from "./steps/remove-carts";

/** Makes the cart an order would be made of, reads what it costs, and removes it again. */
export const quoteCartWorkflow = createWorkflow("quote-mall-cart", (input: AssembleCartInput) => {
  const priced = assembleCartWorkflow.runAsStep({ input });
  removeCartsStep(transform({ priced }, ({ priced }) => [priced.cart_id]));
  return new WorkflowResponse(priced);
});

export interface QuoteLine {
  variant_id: string;
  product_id: string;
  title: string;
  variant_title: string;
  thumbnail: string | null;
  unit_price_fen: string;
  quantity: number;
  discount_fen: string;
  total_fen: string;
  stock: number;
  /** Whether this many can be sold now; what cannot be sold is left out of the sums. */
  available: boolean;
}

export interface Quote
  extends Pick<PricedCart, "goods_fen" | "discount_fen" | "freight_fen" | "total_fen" | "promotions"> {
  items: QuoteLine[];
  rejected_codes: RejectedCode[];
}

/** A quote that is asked for. */
export interface QuoteInput {
  place: SellingPlace;
  customer_id: string;
  request: QuoteRequest;
  now: Date;
}

const NOTHING: Pick<
  PricedCart,
  "lines" | "promotions" | "goods_fen" | "discount_fen" | "freight_fen" | "total_fen"
> = {
  lines: [],
  promotions: [],
  goods_fen: "0",
  discount_fen: "0",
  freight_fen: "0",
  total_fen: "0",
};

/** What of a quote does not depend on codes. */
export interface PreparedQuote {
  lines: QuoteRequest["items"];
  variants: ReadonlyMap<string, SellableVariant>;
  /** The lines that can be sold, as a cart is made of them; null where none can. */
  cart: AssembleCartInput | null;
  /** The cart before discounts and freight; null where only a stored cart can tell what it costs. */
  bare: QuotedCart | null;
}

/** Codes that were asked for, apart from those that are refused whatever the cart is. */
export interface ReadCodes {
  usable: string[];
  rejected: RejectedCode[];
}

/**
 * Reads the lines of a quote and their prices.
 * @throws {RefusedError} `variant_unknown`, `price_invalid`
 */
export async function prepareQuote(
  container: MedusaContainer,
  { place, customer_id, request }: QuoteInput,
): Promise<PreparedQuote> {
  const lines = mergeLines(request.items);
  const facts = await readLineFacts(container, lines, place);
  const ids = lines.map(({ variant_id }) => variant_id);
  const variants = hasAll(facts, lines)
    ? sellableOf(facts)
    : await readSellableVariants(container, ids, place);
  const refused = refusalOfLines(lines, variants);
  if (refused?.code === "variant_unknown") throw new RefusedError(refused);
  const items = lines.filter(
    ({ variant_id, quantity }) => (variants.get(variant_id)?.stock ?? 0) >= quantity,
  );
  if (items.length === 0) return { lines, variants, cart: null, bare: null };
  const shipping_address = medusaAddress(place, request.address);
  const cart = { place, customer_id, items, promo_codes: [], shipping_address, metadata: {} };
  const bare = (await isReckonable(container, cart)) ? await bareCart(container, cart, facts) : null;
  return { lines, variants, cart, bare };
}

/**
 * What the lines cost with codes.
 * @throws {RefusedError} `shipping_unavailable`
 */
export async function quoteWithCodes(
  container: MedusaContainer,
  { lines, variants, cart, bare }: PreparedQuote,
  { usable, rejected }: ReadCodes,
): Promise<Quote> {
  const priced = cart ? await priceLines(container, { ...cart, promo_codes: usable }, bare) : NOTHING;
  return {
    items: lines.map((line) => quoteLine(line, variants.get(line.variant_id), priced)),
    goods_fen: priced.goods_fen,
    discount_fen: priced.discount_fen,
    freight_fen: priced.freight_fen,
    total_fen: priced.total_fen,
    promotions: priced.promotions,
    rejected_codes: [...rejected, ...codesWithoutEffect(usable, priced.promotions)],
  };
}

async function priceLines(
  container: MedusaContainer,
  input: AssembleCartInput,
  bare: QuotedCart | null,
): Promise<PricedCart> {
  if (bare) return (await reckonCart(container, input, bare)).priced;
  return (await quoteCartWorkflow(container).run({ input })).result;
}

/**
 * What the lines would cost now. Nothing is reserved and nothing stays written.
 * @throws {RefusedError} `variant_unknown`, `shipping_unavailable`
 */
export async function quoteOrder(container: MedusaContainer, input: QuoteInput): Promise<Quote> {
  const prepared = await prepareQuote(container, input);
  const codes = await readPromoCodes(container, input.request.promo_codes, input.now);
  return quoteWithCodes(container, prepared, codes);
}

function quoteLine(
  { variant_id, quantity }: QuoteRequest["items"][number],
  variant: SellableVariant | undefined,
  priced: Pick<PricedCart, "lines">,
): QuoteLine {
  const line = priced.lines.find((candidate) => candidate.variant_id === variant_id);
  const price_fen = variant?.price_fen ?? 0n;
  return {
    variant_id,
    product_id: variant?.product_id ?? "",
    title: variant?.title ?? "",
    variant_title: variant?.variant_title ?? "",
    thumbnail: variant?.thumbnail ?? null,
    unit_price_fen: line?.unit_price_fen ?? String(price_fen),
    quantity,
    discount_fen: line?.discount_fen ?? "0",
    total_fen: line?.total_fen ?? String(price_fen * BigInt(quantity)),
    stock: variant?.stock ?? 0,
    available: line !== undefined,
  };
}
