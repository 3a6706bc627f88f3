import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { markShape } from "../../../../../../domain/parcels/to-ship";
import { markOrder } from "../../../../../../workflows/parcels/waiting-orders";
import { idOf, readOrRefuse, refusing } from "../../../../../refusals";

/** Notes the merchant's flag and remark on an order: 204. Refusal: `order_not_found`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const mark = readOrRefuse(markShape, req.body);
  await markOrder(req.scope, { order_id: idOf(req), mark, by: req.auth_context.actor_id });
  res.status(204).end();
});
