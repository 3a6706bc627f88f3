import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { invoiceListShape } from "../../../../domain/invoice-request";
import { listInvoices } from "../../../../workflows/reads/invoices";
import { readOrRefuse, refusing } from "../../../refusals";

/** Invoices shoppers asked for, newest first, a page at a time. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json(await listInvoices(req.scope, readOrRefuse(invoiceListShape, req.query)));
});
