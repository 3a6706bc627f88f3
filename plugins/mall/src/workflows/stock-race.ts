import type { MedusaContainer } from "@medusajs/framework/types";
import type { RequestedLine } from "../domain/order-request";
import { refusal } from "../domain/refusal";
import { refusalOfLines } from "../domain/stock";
import type { SellingPlace } from "./reads/selling-place";
import { readSellableVariants } from "./reads/variants";
import { RefusedError, refusalOf } from "./refused-error";

/** How Medusa speaks of stock that somebody else was quicker to take, and of a coupon's last use. */
const STOCK_GONE = /insufficient_inventory|not enough stock|required inventory|do not have the required/i;
const USAGE_GONE = /promotion usage exceeds/i;

/**
 * The refusal behind an error of Medusa's that means somebody else was quicker; null for any other error. Stock is
 * looked at again to name the line that is short.
 */
export async function refusalBehind(
  container: MedusaContainer,
  error: unknown,
  { items, promo_codes }: { items: RequestedLine[]; promo_codes: string[] },
  place: SellingPlace,
): Promise<RefusedError | null> {
  const known = refusalOf(error);
  if (known) return new RefusedError(known);
  const { message = "", code = "" } = (error ?? {}) as { message?: string; code?: string };
  if (USAGE_GONE.test(message)) {
    // The last use of a promotion that nobody named is a price that has changed.
    const hasCodes = promo_codes.length > 0;
    return new RefusedError(
      hasCodes ? refusal("promotion_invalid", "promo_codes") : refusal("price_changed"),
    );
  }
  if (!STOCK_GONE.test(`${code} ${message}`)) return null;
  const ids = items.map(({ variant_id }) => variant_id);
  const short = refusalOfLines(items, await readSellableVariants(container, ids, place));
  return new RefusedError(short ?? refusal("out_of_stock"));
}
