import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { rejectionShape } from "../../../../../../domain/after-sale-request";
import { readOrRefuse, refusing } from "../../../../../refusals";
import { actOnAfterSale } from "../../acted-after-sale";

/** Refuses a case, also after a look at the goods. Refusal: `after_sale_state_changed`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { reason } = readOrRefuse(rejectionShape, req.body);
  res.json({ after_sale: await actOnAfterSale(req, { kind: "reject", reason }) });
});
