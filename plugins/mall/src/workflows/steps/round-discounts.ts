import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { fenOf, majorUnitsOf, partsOfFen, readPriceFen } from "../../domain/money";
import { refusal } from "../../domain/refusal";
import { type DiscountedLine, wholeFenDiscounts } from "../../domain/whole-fen-discounts";
import { recordFaults } from "../faults/record-faults";
import { takeUnusablePromotions } from "../faults/unusable-promotions";
import { priceCart, readStoredCart, type StoredAdjustment, type StoredCart } from "../reads/priced-cart";
import { priceFault } from "../reads/prices";
import { RefusedError } from "../refused-error";

const exactAmount = (adjustment: StoredAdjustment) => adjustment.raw_amount ?? adjustment.amount;

function discountedLine(total_fen: bigint, adjustments: StoredAdjustment[] = []): DiscountedLine {
  return {
    total_fen,
    discounts: adjustments.map((adjustment) => ({
      id: adjustment.id,
      promotion: adjustment.promotion_id ?? adjustment.code ?? adjustment.id,
      parts: partsOfFen(exactAmount(adjustment)),
    })),
  };
}

function writable(adjustment: StoredAdjustment, fen: bigint) {
  return {
    id: adjustment.id,
    amount: Number(majorUnitsOf(fen)),
    ...(adjustment.code ? { code: adjustment.code } : {}),
    ...(adjustment.promotion_id ? { promotion_id: adjustment.promotion_id } : {}),
    ...(adjustment.description ? { description: adjustment.description } : {}),
    ...(adjustment.provider_id ? { provider_id: adjustment.provider_id } : {}),
    ...(adjustment.is_tax_inclusive === undefined ? {} : { is_tax_inclusive: adjustment.is_tax_inclusive }),
  };
}

const hasFraction = (adjustments: StoredAdjustment[], fen: Map<string, bigint>) =>
  adjustments.some(
    (adjustment) =>
      partsOfFen(exactAmount(adjustment)) !== partsOfFen(majorUnitsOf(fen.get(adjustment.id) ?? 0n)),
  );

/** What each discount of a cart's lines is in whole fen, by the adjustment's id. */
export const goodsInFen = (cart: Pick<StoredCart, "items">) =>
  wholeFenDiscounts(
    cart.items.map((item) =>
      discountedLine(fenOf(item.unit_price) * BigInt(item.quantity), item.adjustments),
    ),
  );

/** What each discount of a cart's freight is in whole fen, by the adjustment's id. */
export const freightInFen = (cart: Pick<StoredCart, "shipping_methods">) =>
  wholeFenDiscounts(
    (cart.shipping_methods ?? []).map((method) => discountedLine(fenOf(method.amount), method.adjustments)),
  );

async function roundLines(container: MedusaContainer, cart: StoredCart): Promise<boolean> {
  const adjustments = cart.items.flatMap((item) => item.adjustments ?? []);
  const fen = goodsInFen(cart);
  if (!hasFraction(adjustments, fen)) return false;
  await container.resolve(Modules.CART).setLineItemAdjustments(
    cart.id,
    cart.items.flatMap((item) =>
      (item.adjustments ?? []).map((adjustment) => ({
        ...writable(adjustment, fen.get(adjustment.id) ?? 0n),
        item_id: item.id,
      })),
    ),
  );
  return true;
}

async function roundFreight(container: MedusaContainer, cart: StoredCart): Promise<boolean> {
  const methods = cart.shipping_methods ?? [];
  const adjustments = methods.flatMap((method) => method.adjustments ?? []);
  const fen = freightInFen(cart);
  if (!hasFraction(adjustments, fen)) return false;
  await container.resolve(Modules.CART).setShippingMethodAdjustments(
    cart.id,
    methods.flatMap((method) =>
      (method.adjustments ?? []).map((adjustment) => ({
        ...writable(adjustment, fen.get(adjustment.id) ?? 0n),
        shipping_method_id: method.id,
      })),
    ),
  );
  return true;
}

/**
 * Refuses a line whose price in this cart cannot be asked of anybody: one for many pieces, or for a group of customers,
 * is not the price that lists show.
 * @throws {RefusedError} `price_invalid`
 */
export async function refuseOddPrices(
  container: MedusaContainer,
  { items }: Pick<StoredCart, "items">,
): Promise<void> {
  for (const [index, { unit_price, product_id, variant_id, ...titles }] of items.entries()) {
    const reading = readPriceFen(unit_price);
    if (reading.kind === "fen") continue;
    const product = { id: product_id, title: titles.product_title ?? titles.title };
    const variant = { id: variant_id, title: titles.variant_title };
    await recordFaults(container, [priceFault(product, variant, reading)]);
    throw new RefusedError(refusal("price_invalid", `items.${index}.variant_id`));
  }
}

/**
 * Takes tax out of a cart. Prices here are what the shopper pays, tax included, as the law asks of prices shown to
 * consumers; a tax region or rate that the merchant sets up in Medusa must not come on top of them.
 */
async function dropTaxLines(container: MedusaContainer, cart: StoredCart): Promise<void> {
  const carts = container.resolve(Modules.CART);
  const isTaxed = ({ tax_lines }: { tax_lines?: unknown[] }) => (tax_lines ?? []).length > 0;
  if (cart.items.some(isTaxed)) await carts.setLineItemTaxLines(cart.id, []);
  if (cart.shipping_methods?.some(isTaxed)) await carts.setShippingMethodTaxLines(cart.id, []);
}

/**
 * Makes a cart's discounts whole fen, before anybody reads its total, and answers its amounts. What it writes belongs
 * to the cart alone: whoever takes the cart back takes it back too.
 */
export const roundDiscountsStep = createStep(
  "round-discounts-to-fen",
  async (input: { cart_id: string }, { container }) => {
    await recordFaults(container, takeUnusablePromotions());
    const cart = await readStoredCart(container, input.cart_id);
    await refuseOddPrices(container, cart);
    await dropTaxLines(container, cart);
    const linesChanged = await roundLines(container, cart);
    const freightChanged = await roundFreight(container, cart);
    const rounded = linesChanged || freightChanged ? await readStoredCart(container, input.cart_id) : cart;
    return new StepResponse(priceCart(rounded));
  },
);
