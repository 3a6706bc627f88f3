import type { MedusaContainer } from "@medusajs/framework/types";
import { majorUnitsOf } from "../../domain/money";
import type { LineFact } from "../../modules/checkout/line-facts";
import type { AssembleCartInput } from "../assemble-cart";
import { recordFaults } from "../faults/record-faults";
import { takeUnusablePromotions } from "../faults/unusable-promotions";
import { type PricedCart, priceCart, type StoredAdjustment } from "../reads/priced-cart";
import { isTaxed } from "../reads/shop-settings";
import { anyFreightPromotion } from "../steps/freight-promotions";
import { freightInFen, goodsInFen, refuseOddPrices } from "../steps/round-discounts";
import { type QuotedCart, quotedCart } from "./quoted-cart";
import { isFreightReckoned, withFreight } from "./quoted-freight";
import { withPromotions } from "./quoted-promotions";

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

/** A promotion that takes something off a cart. */
export interface AppliedPromotion {
  id: string;
  code: string;
  /** Whether somebody counts its uses. */
  is_counted: boolean;
}

/** A cart that is written nowhere, with what it costs. */
export interface ReckonedCart {
  cart: QuotedCart;
  priced: PricedCart;
  promotions: AppliedPromotion[];
}

/**
 * Whether a cart can be reckoned without being stored: not with taxes, and not with a delivery whose price its provider
 * reckons.
 */
export async function isReckonable(
  container: MedusaContainer,
  input: Pick<AssembleCartInput, "place" | "shipping_address">,
): Promise<boolean> {
  return !(await isTaxed(container, input.place)) && !(await isFreightReckoned(container, input));
}

/**
 * A cart of lines with their prices, before discounts and freight.
 * @param facts what is known of the lines' variants: all of them
 * @throws {RefusedError} `variant_unknown`, `price_invalid`
 */
export async function bareCart(
  container: MedusaContainer,
  input: AssembleCartInput,
  facts: ReadonlyMap<string, LineFact>,
): Promise<QuotedCart> {
  const bare = await quotedCart(container, input, facts);
  await refuseOddPrices(container, bare);
  return bare;
}

/**
 * What a bare cart costs, asked of Medusa's promotion, pricing and fulfillment modules without writing it.
 * @throws {RefusedError} `shipping_unavailable`
 */
export async function reckonCart(
  container: MedusaContainer,
  input: AssembleCartInput,
  bare: QuotedCart,
): Promise<ReckonedCart> {
  const { promo_codes } = input;
  const promoted = await withPromotions(container, bare, promo_codes);
  const delivered = await withFreight(container, promoted.cart, input);
  const { cart, promotions } = (await anyFreightPromotion(container, promo_codes))
    ? await withPromotions(container, delivered, promo_codes)
    : { cart: delivered, promotions: promoted.promotions };
  await recordFaults(container, takeUnusablePromotions());
  const whole = inWholeFen(cart);
  const priced = priceCart(whole);
  const codes = new Set(priced.promotions.map(({ code }) => code));
  const applied = promotions
    .filter(({ code }) => codes.has(code))
    .map(({ id, code, limit, campaign }) => ({
      ...{ id, code },
      is_counted: typeof limit === "number" || Boolean(campaign?.budget),
    }));
  return { cart: whole, priced, promotions: applied };
}
