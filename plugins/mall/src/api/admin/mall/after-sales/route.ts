import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { afterSalesShape } from "../../../../domain/after-sale-request";
import { AFTER_SALE_CASES_MODULE } from "../../../../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../../../../modules/after-sale-cases/service";
import { listAfterSales, viewAfterSalesForMerchant } from "../../../../workflows/reads/after-sale-view";
import { readOrRefuse, refusing } from "../../../refusals";

/** How long before it is agreed to by itself a request counts as due. */
const DUE_SOON_MS = 24 * 3_600_000;

/** After-sale cases, newest first, a page at a time, with how many are open in each state. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { limit, cursor, state, order_id } = readOrRefuse(afterSalesShape, req.query);
  const cases = req.scope.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const due_before = new Date(Date.now() + DUE_SOON_MS);
  const filters = {
    ...(state === "due_soon" ? { due_before } : { state }),
    ...(order_id ? { order_id } : {}),
  };
  const page = await listAfterSales(req.scope, { filters, limit, cursor }, viewAfterSalesForMerchant);
  const [counts, due_soon] = [await cases.countOpen(), await cases.countDue(due_before)];
  res.json({ ...page, counts, due_soon });
});
