import type { OrderState } from "./order-state";
import type { RefusalCode } from "./refusal";

/** How long a merchant is left alone after a reminder. */
const REMINDER_PAUSE_MS = 24 * 3_600_000;

/** What of an order decides what its shopper may still do with it. */
export interface OwnOrder {
  state: OrderState;
  /** Whether any parcel has left. */
  is_sent: boolean;
  province: string;
  reminded_at: Date | null;
}

/** Why an order cannot be taken off its shopper's list; null when it can. */
export function hidingRefusal({ state }: Pick<OwnOrder, "state">): RefusalCode | null {
  return state === "canceled" || state === "received" || state === "refunded" ? null : "order_not_finished";
}

/** Why a shopper cannot ask the merchant to ship; null when they can. */
export function reminderRefusal(
  { state, reminded_at }: Pick<OwnOrder, "state" | "reminded_at">,
  now: Date,
): RefusalCode | null {
  if (state !== "to_ship") return "order_not_waiting";
  const isEarly = reminded_at !== null && now.getTime() - reminded_at.getTime() < REMINDER_PAUSE_MS;
  return isEarly ? "reminded_already" : null;
}

/**
 * Why an order cannot go to another address; null when it can. Freight goes by province, so the money of an order stays
 * right only within its own.
 */
export function addressRefusal(
  { state, is_sent, province }: Pick<OwnOrder, "state" | "is_sent" | "province">,
  wanted: { province: string },
): RefusalCode | null {
  if (is_sent || (state !== "to_pay" && state !== "to_ship")) return "address_fixed";
  return wanted.province === province ? null : "address_elsewhere";
}
