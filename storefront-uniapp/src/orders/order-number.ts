import type { MallOrder } from "@/api/order-types";

/** What shopper and merchant call an order: its long number, or the short one of orders placed before there were any. */
export function orderNumber({ number, display_id }: Pick<MallOrder, "number" | "display_id">): string {
  return number ?? String(display_id);
}
