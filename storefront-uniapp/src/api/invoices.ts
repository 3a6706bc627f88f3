import { api } from "./shop-api";
import type { Fen, Instant } from "./values";

export type InvoiceType = "personal" | "company";

export interface Invoice {
  state: "requested" | "issued";
  type: InvoiceType;
  title: string;
  tax_number: string | null;
  email: string;
  requested_at: Instant;
  invoice_number: string | null;
  url: string | null;
  issued_amount_fen: Fen | null;
  issued_at: Instant | null;
}

export type InvoiceRequest =
  | { type: "personal"; title: string; email: string }
  | { type: "company"; title: string; tax_number: string; email: string };

const path = (orderId: string): string => `/store/mall/orders/${encodeURIComponent(orderId)}/invoice`;

/** The invoice asked for with an order, or null. */
export const fetchInvoice = async (orderId: string): Promise<Invoice | null> =>
  (await api<{ invoice: Invoice | null }>("GET", path(orderId))).invoice;

export const requestInvoice = async (orderId: string, body: InvoiceRequest): Promise<Invoice> =>
  (await api<{ invoice: Invoice }>("POST", path(orderId), { body })).invoice;
