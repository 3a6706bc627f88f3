import type { InvoiceRequest, InvoiceType } from "@/api/invoices";
import { invoiceWords } from "@/locale/zh-cn-invoice";

const TAX_NUMBER = /^(?:[0-9A-Z]{15}|[0-9A-Z]{17,18}|[0-9A-Z]{20})$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/;

/** What somebody has typed into the invoice form. */
export interface InvoiceDraft {
  type: InvoiceType;
  title: string;
  taxNumber: string;
  email: string;
}

/** The request a draft makes, or every field that is wrong with words about it. The server has the last word. */
export function readInvoiceDraft(
  draft: InvoiceDraft,
):
  | { kind: "read"; request: InvoiceRequest }
  | { kind: "wrong"; problems: Partial<Record<"title" | "tax_number" | "email", string>> } {
  const title = draft.title.trim();
  const email = draft.email.trim();
  const tax_number = draft.taxNumber.replaceAll(/[\s-]/g, "").toUpperCase();
  const problems = {
    ...(title.length < 2 ? { title: invoiceWords.nameMissing } : {}),
    ...(draft.type === "company" && !TAX_NUMBER.test(tax_number)
      ? { tax_number: invoiceWords.taxNumberWrong }
      : {}),
    ...(EMAIL.test(email) ? {} : { email: invoiceWords.emailWrong }),
  };
  if (Object.keys(problems).length > 0) return { kind: "wrong", problems };
  const request: InvoiceRequest =
    draft.type === "company"
      ? { type: "company", title, tax_number, email }
      : { type: "personal", title, email };
  return { kind: "read", request };
}
