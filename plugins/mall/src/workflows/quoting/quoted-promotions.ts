import type { MedusaContainer } from "@medusajs/framework/types";
import { ComputedActions, MathBN, Modules } from "@medusajs/framework/utils";
import type { StoredAdjustment } from "../reads/priced-cart";
import { type QuotedCart, withTotals } from "./quoted-cart";

interface Action {
  action: string;
  code: string;
  amount?: Parameters<typeof MathBN.convert>[0];
  item_id?: string;
  shipping_method_id?: string;
}

/** The cart with what promotions take off its lines and its freight, exactly, in place of what they took off before. */
export async function withPromotions(
  container: MedusaContainer,
  cart: QuotedCart,
  codes: readonly string[],
): Promise<QuotedCart> {
  const actions = (await container
    .resolve(Modules.PROMOTION)
    .computeActions([...codes], cart as never)) as unknown as Action[];
  const of = (kind: string, target: "item_id" | "shipping_method_id", id: string): StoredAdjustment[] =>
    actions
      .filter((action) => action.action === kind && action[target] === id)
      .map(({ code, amount }, index) => ({
        id: `${id}_${index}`,
        code,
        promotion_id: null,
        amount: MathBN.convert(amount ?? 0).toFixed(),
      }));
  return withTotals({
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
}
