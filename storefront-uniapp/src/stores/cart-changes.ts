import type { CartChange, ServerCart, ServerCartLine } from "@/api/cart";
import { newIdempotencyKey } from "@/checkout/selection";
import { onThisPhone } from "@/storage/kept";
import { type CartLine, QUANTITY_MAX, quantityLimit } from "./cart-lines";

const KEY = "tengman.cart_changes";
/** So many variants does the shop's cart hold. */
export const LINES_MAX = 100;

/** What the shop has yet to be told, and whether this phone's cart has been handed over to it. */
export interface CartOutbox {
  is_handed_over: boolean;
  changes: CartChange[];
}

const EMPTY: CartOutbox = { is_handed_over: false, changes: [] };
const KINDS = ["add", "quantity", "select", "remove"];

function isOutbox(value: unknown): value is CartOutbox {
  if (typeof value !== "object" || value === null) return false;
  const { is_handed_over, changes } = value as Partial<Record<keyof CartOutbox, unknown>>;
  return (
    typeof is_handed_over === "boolean" &&
    Array.isArray(changes) &&
    changes.every((change) => KINDS.includes(change?.kind))
  );
}

export const readOutbox = (): CartOutbox => onThisPhone.readJson(KEY, isOutbox) ?? EMPTY;
export const writeOutbox = (outbox: CartOutbox): void => onThisPhone.writeJson(KEY, outbox);
export const clearOutbox = (): void => onThisPhone.remove(KEY);

/** What puts lines into the shop's cart, once, however often it has to be sent. */
export function addition(lines: readonly CartLine[]): CartChange {
  return {
    kind: "add",
    idempotency_key: newIdempotencyKey(),
    items: lines.slice(0, LINES_MAX).map(({ variant_id, quantity, selected }) => ({
      variant_id,
      quantity: Math.max(1, Math.min(quantity, QUANTITY_MAX)),
      is_selected: selected,
    })),
  };
}

/** A line of the shop's cart as this phone keeps it: never more than there is. */
function lineFrom(line: ServerCartLine): CartLine {
  const { is_selected, unit_price_fen, problem, ...same } = line;
  return {
    ...same,
    unit_price_fen: unit_price_fen ?? "0",
    quantity: Math.max(1, Math.min(line.quantity, quantityLimit(line.stock))),
    selected: is_selected,
    gone: problem === "gone",
  };
}

export const linesOfServer = (cart: ServerCart): CartLine[] => cart.items.map(lineFrom);
