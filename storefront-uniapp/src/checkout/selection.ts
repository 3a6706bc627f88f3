import type { Line } from "@/api/order-types";
import { isRefusal } from "@/api/refusal";
import { inThisTab } from "@/storage/kept";

const KEY = "tengman.checkout";
const KEY_BYTES = 16;

/** What is being bought, kept in the tab so that logging in on the way loses nothing. */
export interface CheckoutSelection {
  items: Line[];
  from_cart: boolean;
  /** Names this purchase to the server: sending it twice makes one order. */
  idempotency_key: string;
}

/** Starts a purchase of these lines. */
export function openCheckout(items: Line[], fromCart: boolean): CheckoutSelection {
  return keepSelection({ items, from_cart: fromCart, idempotency_key: newIdempotencyKey() });
}

/** The same lines under a new key, for when what is being asked for has changed. */
export function renewCheckout(selection: CheckoutSelection): CheckoutSelection {
  return keepSelection({ ...selection, idempotency_key: newIdempotencyKey() });
}

/**
 * Whether the server has decided against a purchase, so that the next try is another one. Silence, a server in trouble
 * and an order still being placed decide nothing: the same key asks for the same order again.
 */
export function isDecided(error: unknown): boolean {
  return isRefusal(error) && error.status !== 401 && error.code !== "order_in_progress";
}

/** The purchase under way in this tab, if any. */
export function readCheckout(): CheckoutSelection | undefined {
  return inThisTab.readJson(KEY, isSelection);
}

export function closeCheckout(): void {
  inThisTab.remove(KEY);
}

function isSelection(value: unknown): value is CheckoutSelection {
  if (typeof value !== "object" || value === null) return false;
  const { items, from_cart, idempotency_key } = value as Partial<Record<keyof CheckoutSelection, unknown>>;
  return (
    Array.isArray(items) &&
    items.every((line) => typeof line?.variant_id === "string" && Number.isSafeInteger(line?.quantity)) &&
    typeof from_cart === "boolean" &&
    typeof idempotency_key === "string"
  );
}

function keepSelection(selection: CheckoutSelection): CheckoutSelection {
  inThisTab.writeJson(KEY, selection);
  return selection;
}

/** A new name for one intent: 128 random bits in hex; `crypto.randomUUID` is missing on plain-http shops. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
