import { z } from "zod";

/**
 * A taxpayer's number: 15 digits or letters of the old registration, 17 or 18 of a person's trade, 18 of the unified
 * social credit code, 20 of a person's trade with two more. Letters are capital.
 */
const TAX_NUMBER = /^(?:[0-9A-Z]{15}|[0-9A-Z]{17,18}|[0-9A-Z]{20})$/;

const title = z.string().trim().min(2).max(100);
const email = z.email().max(200);
const taxNumber = z
  .string()
  .transform((typed) => typed.replaceAll(/[\s-]/g, "").toUpperCase())
  .pipe(z.string().regex(TAX_NUMBER));

/** Body of `POST /store/mall/orders/:id/invoice`: for a person, or for a company with its taxpayer's number. */
export const invoiceRequestShape = z.discriminatedUnion("type", [
  z.object({ type: z.literal("personal"), title, email }),
  z.object({ type: z.literal("company"), title, tax_number: taxNumber, email }),
]);

/** Body of `POST /admin/mall/invoices/:id/issue`; `revision` is the one the merchant has read. */
export const invoiceIssueShape = z.object({
  revision: z.number().int().min(0),
  invoice_number: z
    .string()
    .trim()
    .regex(/^\d{8,20}$/),
  url: z
    .url({ protocol: /^https?$/ })
    .max(1024)
    .optional(),
});

/** Query of `GET /admin/mall/invoices`. */
export const invoiceListShape = z.object({
  state: z.enum(["requested", "issued"]).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(64).optional(),
});

export type InvoiceRequest = z.infer<typeof invoiceRequestShape>;
export type InvoiceIssue = z.infer<typeof invoiceIssueShape>;
export type InvoiceList = z.infer<typeof invoiceListShape>;

/** What an order's invoice says it cost: what was paid and not given back. */
export function invoiceableFen({
  paid_fen,
  refunded_fen,
}: {
  paid_fen: bigint;
  refunded_fen: bigint;
}): bigint {
  return paid_fen > refunded_fen ? paid_fen - refunded_fen : 0n;
}
