import type { ProductOrder } from "../order-request";

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
const WHOLE = /^\d{1,18}$/;
const ID = /^[\w-]{1,64}$/;

/** What each part of an order's sort key looks like. */
const PARTS: Readonly<Record<ProductOrder, readonly RegExp[]>> = {
  default: [MOMENT, ID],
  newest: [MOMENT, ID],
  price_asc: [WHOLE, MOMENT, ID],
  price_desc: [WHOLE, MOMENT, ID],
  sales: [WHOLE, MOMENT, ID],
};

/** Where the next page of a list begins: its order and the sort key of the last row. */
export function cursorOf(order: ProductOrder, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([order, ...key])).toString("base64url");
}

/** The sort key of a cursor; null when it is none, or belongs to another order. */
export function keyOfCursor(order: ProductOrder, cursor: string): string[] | null {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
  const expected = PARTS[order];
  if (!Array.isArray(parts) || parts.length !== expected.length + 1 || parts[0] !== order) return null;
  const key = parts.slice(1).filter((part): part is string => typeof part === "string");
  return expected.every((part, index) => part.test(key[index] ?? "")) ? key : null;
}
