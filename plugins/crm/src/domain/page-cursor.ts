/** Where a list of customers goes on: behind the customer with this net amount. */
export interface CustomerKey {
  readonly net_fen: string;
  readonly customer_id: string;
}

export const cursorOf = ({ net_fen, customer_id }: CustomerKey): string =>
  Buffer.from(JSON.stringify([net_fen, customer_id])).toString("base64url");

/** Reads a cursor; null for what is none of ours. */
export function keyOf(cursor: string): CustomerKey | null {
  try {
    const [net_fen, customer_id]: unknown[] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const isKey =
      typeof net_fen === "string" &&
      /^-?\d{1,15}$/.test(net_fen) &&
      typeof customer_id === "string" &&
      /^[\w-]{1,100}$/.test(customer_id);
    return isKey ? { net_fen, customer_id } : null;
  } catch {
    return null;
  }
}
