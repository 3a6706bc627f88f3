import type { MallOrder } from "@/api/order-types";
import { t } from "@/locale";
import { isPositiveFen } from "@/money/fen";

/** What an order's state is called, and what it means for its shopper; money still on its way back is not back yet. */
export function stateWords({ state, refunding_fen }: Pick<MallOrder, "state" | "refunding_fen">) {
  return state === "refunded" && isPositiveFen(refunding_fen)
    ? { name: t.refundUnderWay, hint: t.refundUnderWayHint }
    : { name: t.orderState[state], hint: t.orderHint[state] };
}
