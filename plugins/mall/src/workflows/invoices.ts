import { generateEntityId } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { type InvoiceIssue, type InvoiceRequest, invoiceableFen } from "../domain/invoice-request";
import { refusal } from "../domain/refusal";
import { SHOP_DUTIES_MODULE } from "../modules/shop-duties";
import type { ShopDutiesService } from "../modules/shop-duties/service";
import { readOrderAtHand } from "./reads/payable-order";
import { RefusedError } from "./refused-error";

// Both are the last and only write of their workflow: there is nothing to take back.
const requestInvoiceStep = createStep(
  "request-invoice",
  async ({ order_id, request }: { order_id: string; request: InvoiceRequest }, { container }) => {
    const { facts } = await readOrderAtHand(container, order_id);
    const paid = { paid_fen: facts.captured_fen, refunded_fen: facts.refunded_fen };
    if (invoiceableFen(paid) === 0n) throw new RefusedError(refusal("invoice_unavailable"));
    const duties = container.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE);
    const written = await duties.requestInvoice(generateEntityId(undefined, "minv"), order_id, request);
    if (!written) throw new RefusedError(refusal("invoice_issued"));
    return new StepResponse(undefined);
  },
);

const issueInvoiceStep = createStep(
  "issue-invoice",
  async (
    { id, by, issue, now }: { id: string; by: string; issue: InvoiceIssue; now: string },
    { container },
  ) => {
    const duties = container.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE);
    const [row] = await duties.listInvoices({ id }, { take: 1 });
    if (!row) throw new RefusedError(refusal("invoice_not_found"));
    if (row.state === "issued") throw new RefusedError(refusal("invoice_issued"));
    const { facts } = await readOrderAtHand(container, row.order_id);
    const amount_fen = invoiceableFen({ paid_fen: facts.captured_fen, refunded_fen: facts.refunded_fen });
    if (amount_fen === 0n) throw new RefusedError(refusal("invoice_unavailable"));
    const written = await duties.issueInvoice(id, issue, { amount_fen, by, now: new Date(now) });
    if (!written) throw new RefusedError(refusal("invoice_changed"));
    return new StepResponse(undefined);
  },
);

/**
 * Asks for an order's invoice; asking again replaces what was asked until it is issued.
 * @throws {RefusedError} `order_not_found`, `invoice_unavailable` (nothing paid, or all given back), `invoice_issued`
 */
export const requestInvoiceWorkflow = createWorkflow(
  "request-mall-invoice",
  (input: { order_id: string; request: InvoiceRequest }) => new WorkflowResponse(requestInvoiceStep(input)),
);

/**
 * Keeps number and link of an invoice the merchant has issued, over what is paid and not given back now.
 * @throws {RefusedError} `invoice_not_found`, `invoice_issued`, `invoice_unavailable`, `invoice_changed` (the shopper
 * asked differently since the merchant read it)
 */
export const issueInvoiceWorkflow = createWorkflow(
  "issue-mall-invoice",
  (input: { id: string; by: string; issue: InvoiceIssue; now: string }) =>
    new WorkflowResponse(issueInvoiceStep(input)),
);
