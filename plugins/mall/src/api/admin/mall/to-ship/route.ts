import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { toShipShape } from "../../../../domain/parcels/to-ship";
import { listWaiting } from "../../../../workflows/parcels/waiting-orders";
import { readOrRefuse, refusing } from "../../../refusals";

/** Paid orders that wait to be sent, the longest waiting first, a page at a time. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json(await listWaiting(req.scope, readOrRefuse(toShipShape, req.query)));
});
