import type { OrderState } from "@/api/order-types";

/** Pauses before each question to the server: at once, then slower; some 20 seconds in all. */
export const WAITS_MS: readonly number[] = [0, 1_000, 1_500, 2_500, 4_000, 5_000, 6_000];

export type PaymentResult = "checking" | "paid" | "unpaid" | "closed";

/** What the page may say. Only the order's state at the server counts, never what the pay sheet answered. */
export function resultOf(state: OrderState | undefined, checking: boolean): PaymentResult {
  if (state === undefined || state === "to_pay") return checking ? "checking" : "unpaid";
  return state === "canceled" || state === "refunded" ? "closed" : "paid";
}
