import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { approvalShape } from "../../../../../../domain/after-sale-request";
import { readOrRefuse, refusing } from "../../../../../refusals";
import { actOnAfterSale } from "../../acted-after-sale";

/**
 * Agrees to a case: goods that come back need an address, money alone goes back at once. Refusals:
 * `after_sale_state_changed`, `after_sale_amount_exceeded`, `return_to_missing`, `order_change_open`. A refund that the
 * provider does not take is told as `after_sale.refund_problem`.
 */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { amount_fen, return_to } = readOrRefuse(approvalShape, req.body);
  const action = { kind: "approve", amount_fen: amount_fen?.toString(), return_to } as const;
  res.json({ after_sale: await actOnAfterSale(req, action) });
});
