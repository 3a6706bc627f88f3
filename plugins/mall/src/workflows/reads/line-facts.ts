import type { MedusaContainer } from "@medusajs/framework/types";
import type { RequestedLine } from "../../domain/order-request";
import { UNCOUNTED_STOCK } from "../../domain/stock";
import { ownPurchaseLimit, type Pieces } from "../../domain/unpaid-holdings";
import { CHECKOUT_MODULE } from "../../modules/checkout";
import type { LineFact } from "../../modules/checkout/line-facts";
import type { CheckoutService } from "../../modules/checkout/service";
import type { SellingPlace } from "./selling-place";
import type { SellableVariant } from "./variants";

/** What is known of the lines' variants, by id, in one statement. */
export const readLineFacts = (
  container: MedusaContainer,
  lines: readonly RequestedLine[],
  place: SellingPlace,
): Promise<Map<string, LineFact>> =>
  container.resolve<CheckoutService>(CHECKOUT_MODULE).lines.read(
    lines.map(({ variant_id }) => variant_id),
    place.sales_channel_id,
  );

/** How many pieces of a variant can be sold now. */
export const stockOf = ({ manage_inventory, allow_backorder, stock }: LineFact): number =>
  manage_inventory && !allow_backorder ? Math.max(0, stock ?? 0) : UNCOUNTED_STOCK;

const isSold = ({ product }: LineFact) => product.status === "published" && product.is_offered;

/** Whether the shop sells and has all that is asked for. Whether it has a price is not looked at. */
export const hasAll = (facts: ReadonlyMap<string, LineFact>, lines: readonly RequestedLine[]): boolean =>
  lines.every(({ variant_id, quantity }) => {
    const fact = facts.get(variant_id);
    return fact !== undefined && isSold(fact) && stockOf(fact) >= quantity;
  });

/** Variants as a shopper sees them; prices are those of the lines that were reckoned. */
export function sellableOf(facts: ReadonlyMap<string, LineFact>): Map<string, SellableVariant> {
  const views = [...facts.values()].map((fact): SellableVariant => {
    const { id, title, thumbnail, product } = fact;
    return {
      id,
      title: product.title,
      product_id: product.id,
      variant_title: title ?? "",
      thumbnail: thumbnail ?? product.thumbnail,
      price_fen: 0n,
      stock: stockOf(fact),
    };
  });
  return new Map(views.map((view) => [view.id, view]));
}

/** The merchant's own limits of variants, by variant. */
export function purchaseLimits(facts: Iterable<LineFact>): Pieces {
  const limits: Record<string, number> = {};
  for (const { id, product } of facts) {
    const limit = ownPurchaseLimit(product.metadata);
    if (limit !== null) limits[id] = limit;
  }
  return limits;
}
