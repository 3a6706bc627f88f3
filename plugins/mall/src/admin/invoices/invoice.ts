import { messages, type StatusText, send } from "@tengman/admin-kit";

export const INVOICES = "/admin/mall/invoices";

/** An invoice a shopper asked for. */
export interface Invoice {
  id: string;
  revision: number;
  order_id: string;
  order_display_id: number | null;
  state: "requested" | "issued";
  type: "personal" | "company";
  title: string;
  tax_number: string | null;
  email: string;
  requested_at: string;
  invoice_number: string | null;
  url: string | null;
  issued_amount_fen: string | null;
  /** What the invoice would be over now. */
  amount_fen: string;
}

export interface InvoicePage {
  invoices: Invoice[];
  next_cursor?: string;
}

export const INVOICE_STATES: Record<Invoice["state"], StatusText> = messages({
  requested: { label: "待开具", color: "orange" },
  issued: { label: "已开具", color: "green" },
});

/** Records number and link of an invoice that was made out. */
export const issueInvoice = (
  { id, revision }: Invoice,
  issued: { invoice_number: string; url?: string },
): Promise<unknown> => send(`${INVOICES}/${id}/issue`, { revision, ...issued });
