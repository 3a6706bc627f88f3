import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { faultListShape } from "../../../../domain/merchant-fault";
import { recheckFaults } from "../../../../workflows/faults/recheck-faults";
import { listFaults } from "../../../../workflows/reads/faults";
import { readOrRefuse, refusing } from "../../../refusals";

/** What is left out of the shop until the merchant mends it. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const request = readOrRefuse(faultListShape, req.query);
  // Whoever mended something sees it gone.
  await recheckFaults(req.scope, request.subject_id);
  res.json(await listFaults(req.scope, request));
});
