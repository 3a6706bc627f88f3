import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { majorUnitsOf } from "../../domain/money";
import type { AssembleCartInput } from "../assemble-cart";
import { recordFaults } from "../faults/record-faults";
import { takeUnusablePromotions } from "../faults/unusable-promotions";
import { type PricedCart, priceCart, type StoredAdjustment } from "../reads/priced-cart";
import { anyFreightPromotion } from "../steps/freight-promotions";
import { freightInFen, goodsInFen, refuseOddPrices } from "../steps/round-discounts";
import { type QuotedCart, quotedCart } from "./quoted-cart";
import { withFreight } from "./quoted-freight";
import { withPromotions } from "./quoted-promotions";

/** Medusa's own tax provider, which knows no taxes but the merchant's rates. */
const SYSTEM = "tp_system";

/** Whether Medusa would put tax on a cart before it reckons promotions: they are then of another amount. */
async function isTaxed(container: MedusaContainer, country_code: string): Promise<boolean> {
  const taxes = container.resolve(Modules.TAX);
  const regions = await taxes.listTaxRegions({ country_code }, { select: ["id", "provider_id"] });
  if (regions.some(({ provider_id }) => !(provider_id ?? SYSTEM).startsWith(SYSTEM))) return true;
  if (regions.length === 0) return false;
  const [, rates] = await taxes.listAndCountTaxRates(
    { tax_region_id: regions.map(({ id }) => id) },
    { take: 1, select: ["id"] },
  );
  return rates > 0;
}

const inFen =
  (fen: ReadonlyMap<string, bigint>) =>
  (adjustment: StoredAdjustment): StoredAdjustment => ({
    ...adjustment,
    amount: majorUnitsOf(fen.get(adjustment.id) ?? 0n),
  });

/** The cart with discounts in whole fen, as an order's are. */
function inWholeFen(cart: QuotedCart): QuotedCart {
  const goods = inFen(goodsInFen(cart));
  const freight = inFen(freightInFen(cart));
  return {
    ...cart,
    items: cart.items.map((item) => ({ ...item, adjustments: (item.adjustments ?? []).map(goods) })),
    shipping_methods: (cart.shipping_methods ?? []).map((method) => ({
      ...method,
      adjustments: (method.adjustments ?? []).map(freight),
    })),
  };
}

/**
 * What a cart of these lines would cost, asked of Medusa's pricing, promotion and fulfillment modules without writing one.
 * @returns null where only a stored cart can tell: with taxes, or with a delivery whose price its provider reckons
 * @throws {RefusedError} `shipping_unavailable`, `price_invalid`
 */
export async function priceQuote(
  container: MedusaContainer,
  input: AssembleCartInput,
): Promise<PricedCart | null> {
  if (await isTaxed(container, input.place.country_code)) return null;
  const bare = await quotedCart(container, input);
  if (bare.items.length < input.items.length) return null;
  await refuseOddPrices(container, bare);
  const promoted = await withPromotions(container, bare, input.promo_codes);
  const delivered = await withFreight(container, promoted);
  if (!delivered) return null;
  const { promo_codes } = input;
  const cart = (await anyFreightPromotion(container, promo_codes))
    ? await withPromotions(container, delivered, promo_codes)
    : delivered;
  await recordFaults(container, takeUnusablePromotions());
  return priceCart(inWholeFen(cart));
}
