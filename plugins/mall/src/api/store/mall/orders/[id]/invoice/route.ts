import { invoiceRequestShape } from "../../../../../../domain/invoice-request";
import { requestInvoiceWorkflow } from "../../../../../../workflows/invoices";
import { findInvoice } from "../../../../../../workflows/reads/invoices";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** The invoice of the shopper's own order, or null where none was asked for. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  const { id } = await currentOrder(req, idOf(req));
  res.json({ invoice: await findInvoice(req.scope, id) });
});

/**
 * Asks for an invoice, or asks differently while it is not issued. Refusals: `invoice_unavailable`, `invoice_issued`.
 */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { id: order_id } = await currentOrder(req, idOf(req));
  const request = readOrRefuse(invoiceRequestShape, req.body);
  await requestInvoiceWorkflow(req.scope).run({ input: { order_id, request } });
  res.json({ invoice: await findInvoice(req.scope, order_id) });
});
