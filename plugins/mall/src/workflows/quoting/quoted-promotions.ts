import type { MedusaContainer } from "@medusajs/framework/types";
import { ComputedActions, MathBN } from "@medusajs/framework/utils";
import { type ActivePromotion, reckonPromotions } from "../hooks/promotion-guard";
import type { StoredAdjustment } from "../reads/priced-cart";
import { type QuotedCart, withTotals } from "./quoted-cart";

/** A cart with discounts, and the promotions they could come from. */
export interface PromotedCart {
  cart: QuotedCart;
  promotions: readonly ActivePromotion[];
}

/** The cart with what promotions take off its lines and its freight, exactly, in place of what they took off before. */
export async function withPromotions(
  container: MedusaContainer,
  cart: QuotedCart,
  codes: readonly string[],
): Promise<PromotedCart> {
  const { actions, promotions } = await reckonPromotions(container, codes, cart);
  const idOf = new Map(promotions.map(({ code, id }) => [code, id]));
  const of = (kind: string, target: "item_id" | "shipping_method_id", id: string): StoredAdjustment[] =>
    actions
      .filter((action) => action.action === kind && action[target] === id)
      .map(({ code, amount, is_tax_inclusive }, index) => ({
        id: `${id}_${index}`,
        code,
        promotion_id: idOf.get(code) ?? null,
        amount: MathBN.convert(amount ?? 0).toFixed(),
        ...(target === "item_id" && is_tax_inclusive !== undefined ? { is_tax_inclusive } : {}),
      }));
  const promoted = withTotals({
    ...cart,
    items: cart.items.map((item) => ({
      ...item,
      adjustments: of(ComputedActions.ADD_ITEM_ADJUSTMENT, "item_id", item.id),
    })),
    shipping_methods: (cart.shipping_methods ?? []).map((method) => ({
      ...method,
      adjustments: of(ComputedActions.ADD_SHIPPING_METHOD_ADJUSTMENT, "shipping_method_id", method.id),
    })),
  });
  return { cart: promoted, promotions };
}
