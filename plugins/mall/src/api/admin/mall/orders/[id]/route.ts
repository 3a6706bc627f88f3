import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { dueFen, orderState, paidAt, shippedAt } from "../../../../../domain/order-state";
import { readOrderAtHand } from "../../../../../workflows/reads/payable-order";
import { idOf, refusing } from "../../../../refusals";

/** Where an order stands in the mall, for the merchant. Refusal: `order_not_found` for orders of other routes. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { row, facts } = await readOrderAtHand(req.scope, idOf(req));
  const { order_id, pay_by, received_at, receipt_source, closed_at, close_reason, close_note } = row;
  res.json({
    mall_order: {
      order_id,
      state: orderState(facts),
      due_fen: String(dueFen(facts)),
      pay_by,
      paid_at: paidAt(facts),
      shipped_at: shippedAt(facts),
      received_at,
      receipt_source,
      closed_at,
      close_reason,
      close_note,
    },
  });
});
