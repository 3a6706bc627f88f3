import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readParcels } from "../../../../../../workflows/parcels/order-parcels";
import { readOrderAtHand } from "../../../../../../workflows/reads/payable-order";
import { idOf, refusing } from "../../../../../refusals";

/** The parcels of an order and their way, for the merchant. Refusal: `order_not_found`. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { order } = await readOrderAtHand(req.scope, idOf(req));
  res.json({ parcels: await readParcels(req.scope, order.id) });
});
