import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { fenOf, majorUnitsOf, partsOfFen } from "../../domain/money";
import { type DiscountedLine, wholeFenDiscounts } from "../../domain/whole-fen-discounts";
import { priceCart, readStoredCart, type StoredAdjustment, type StoredCart } from "../reads/priced-cart";

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

async function roundLines(container: MedusaContainer, cart: StoredCart): Promise<boolean> {
  const adjustments = cart.items.flatMap((item) => item.adjustments ?? []);
  const fen = wholeFenDiscounts(
    cart.items.map((item) =>
      discountedLine(fenOf(item.unit_price) * BigInt(item.quantity), item.adjustments),
    ),
  );
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
  const fen = wholeFenDiscounts(
    methods.map((method) => discountedLine(fenOf(method.amount), method.adjustments)),
  );
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
 * Makes a cart's discounts whole fen, before anybody reads its total, and answers its amounts. What it writes belongs
 * to the cart alone: whoever takes the cart back takes it back too.
 */
export const roundDiscountsStep = createStep(
  "round-discounts-to-fen",
  async (input: { cart_id: string }, { container }) => {
    const cart = await readStoredCart(container, input.cart_id);
    const linesChanged = await roundLines(container, cart);
    const freightChanged = await roundFreight(container, cart);
    const rounded = linesChanged || freightChanged ? await readStoredCart(container, input.cart_id) : cart;
    return new StepResponse(priceCart(rounded));
  },
);
