import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { afterSalesShape } from "../../../../domain/after-sale-request";
import { AFTER_SALE_CASES_MODULE } from "../../../../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../../../../modules/after-sale-cases/service";
import { listAfterSales, viewAfterSalesForMerchant } from "../../../../workflows/reads/after-sale-view";
import { readOrRefuse, refusing } from "../../../refusals";

/** After-sale cases, newest first, a page at a time, with how many are open in each state. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { limit, cursor, state, order_id } = readOrRefuse(afterSalesShape, req.query);
  const cases = req.scope.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const filters = { state, ...(order_id ? { order_id } : {}) };
  const page = await listAfterSales(req.scope, { filters, limit, cursor }, viewAfterSalesForMerchant);
  res.json({ ...page, counts: await cases.countOpen() });
});
