import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { PARCELS_MODULE } from "../../../../../modules/parcels";
import type { ParcelsService } from "../../../../../modules/parcels/service";
import { refusing } from "../../../../refusals";

/** How many orders wait to be sent, and to which provinces. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json(await req.scope.resolve<ParcelsService>(PARCELS_MODULE).counts());
});
