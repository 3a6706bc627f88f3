import { paymentSessionIdOf, refundIdOf } from "./numbers";

/** Where an order number stands at WeChat: its last known `trade_state`. */
export const PAYMENT_STATES = [
  "NOTPAY",
  "USERPAYING",
  "PAYERROR",
  "SUCCESS",
  "REFUND",
  "CLOSED",
  "REVOKED",
] as const;

export type PaymentState = (typeof PAYMENT_STATES)[number];

/** A place in the list, newest first. */
export interface PaymentCursor {
  readonly presented_at: string;
  readonly out_trade_no: string;
}

/** Writes a cursor into a query string. */
export function writeCursor({ presented_at, out_trade_no }: PaymentCursor): string {
  return `${presented_at}~${out_trade_no}`;
}

/** Reads a cursor; undefined when it is none of ours. */
export function readCursor(text: string): PaymentCursor | undefined {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9A-Za-z_-]{6,32})$/.exec(text);
  const [, presented_at, out_trade_no] = match ?? [];
  return presented_at && out_trade_no && !Number.isNaN(Date.parse(presented_at))
    ? { presented_at, out_trade_no }
    : undefined;
}

/** What a merchant's search may mean. Every reading is an exact number; nothing is searched by part. */
export interface PaymentSearch {
  /** The order's number in the shop: `#1042`. */
  readonly display_id?: number;
  readonly order_id?: string;
  readonly payment_session_id?: string;
  readonly refund_id?: string;
  /** A number of WeChat's: of the payment or of a refund. */
  readonly wechat_number?: string;
}

/** Reads what was typed; undefined when it can be no number of an order, a payment or a refund. */
export function readSearch(typed: string): PaymentSearch | undefined {
  const text = typed.trim();
  if (/^#?\d{1,9}$/.test(text)) {
    return { display_id: Number(text.replace("#", "")) };
  }
  if (/^order_[0-9A-Za-z]{10,40}$/.test(text)) {
    return { order_id: text };
  }
  if (/^\d{20,40}$/.test(text)) {
    return { wechat_number: text };
  }
  const bare = text.replace(/^(payses|ref)_/, "").toUpperCase();
  const payment_session_id = paymentSessionIdOf(bare);
  const refund_id = refundIdOf(bare);
  if (!payment_session_id || !refund_id) {
    return undefined;
  }
  // The two kinds of number look alike; a prefix tells them apart.
  if (text.startsWith("payses_")) {
    return { payment_session_id };
  }
  return text.startsWith("ref_") ? { refund_id } : { payment_session_id, refund_id };
}
