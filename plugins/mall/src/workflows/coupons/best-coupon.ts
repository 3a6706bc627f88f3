import type { MedusaContainer } from "@medusajs/framework/types";
import { lowestTotal } from "../../domain/coupons/coupon";
import { prepareQuote, type Quote, type QuoteInput, quoteWithCodes } from "../quote-order";
import { readOwnCoupons } from "./own-coupons";

/** More coupons than these are not tried. */
const MOST_TRIED = 8;
const NO_CODES = { usable: [], rejected: [] };

/**
 * What the lines cost with the one of the shopper's coupons that takes most off; without one where none does.
 * @throws {RefusedError} `variant_unknown`, `shipping_unavailable`
 */
export async function quoteWithBestCoupon(container: MedusaContainer, input: QuoteInput): Promise<Quote> {
  const usable = await readOwnCoupons(container, input.customer_id, "usable");
  const prepared = await prepareQuote(container, input);
  const quotes = [await quoteWithCodes(container, prepared, NO_CODES)];
  for (const { code } of usable.slice(0, MOST_TRIED)) {
    const quote = await quoteWithCodes(container, prepared, { usable: [code], rejected: [] });
    if (quote.rejected_codes.length === 0) quotes.push(quote);
  }
  return lowestTotal(quotes) as Quote;
}
