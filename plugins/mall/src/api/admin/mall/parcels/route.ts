import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { parcelsShape } from "../../../../domain/parcels/to-ship";
import { sendOrders } from "../../../../workflows/parcels/send-orders";
import { readOrRefuse, refusing } from "../../../refusals";

/**
 * Sends orders, each whole or not at all: `{ results: [{ order_id, outcome, code?, message? }] }`, where an outcome is
 * `sent`, `unchanged` (the numbers had left before) or `refused`.
 */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { orders } = readOrRefuse(parcelsShape, req.body);
  const actor_id = req.auth_context.actor_id;
  res.json({ results: await sendOrders(req.scope, orders, actor_id) });
});
