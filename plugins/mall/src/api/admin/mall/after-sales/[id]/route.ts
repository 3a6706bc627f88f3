import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { refusing } from "../../../../refusals";
import { afterSaleForMerchant } from "../acted-after-sale";

/** One case. Refusal: `after_sale_not_found`. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json({ after_sale: await afterSaleForMerchant(req) });
});
