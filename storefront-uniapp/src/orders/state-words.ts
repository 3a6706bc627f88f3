import type { MallOrder } from "@/api/order-types";
import { t } from "@/locale";
import { isPositiveFen } from "@/money/fen";

/** What an order's state is called, and what it means for its shopper; money still on its way back is not back yet. */
export function stateWords({ state, refunding_fen }: Pick<MallOrder, "state" | "refunding_fen">) {
  return state === "refunded" && isPositiveFen(refunding_fen)
    ? { name: t.refundUnderWay, hint: t.refundUnderWayHint }
    : { name: t.orderState[state], hint: t.orderHint[state] };
}

/** What the order's sum is called: nothing is due on an order that was never paid and never will be. */
export function sumWords({ paid_at, state }: Pick<MallOrder, "paid_at" | "state">): string {
  if (paid_at) return t.orders.paid;
  return state === "canceled" ? t.orders.orderAmount : t.orders.payable;
}
