import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { invoiceIssueShape } from "../../../../../../domain/invoice-request";
import { issueInvoiceWorkflow } from "../../../../../../workflows/invoices";
import { idOf, readOrRefuse, refusing } from "../../../../../refusals";

/** Keeps the issued invoice's number and link. Refusals: `invoice_issued`, `invoice_changed`, `invoice_unavailable`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const issue = readOrRefuse(invoiceIssueShape, req.body);
  const by = req.auth_context.actor_id;
  await issueInvoiceWorkflow(req.scope).run({
    input: { id: idOf(req), by, issue, now: new Date().toISOString() },
  });
  res.json({ id: idOf(req), state: "issued" });
});
