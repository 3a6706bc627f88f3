import { ownAfterSalesShape } from "../../../../domain/after-sale-request";
import { listAfterSales, viewAfterSales } from "../../../../workflows/reads/after-sale-view";
import { readOrRefuse, refusing, type ShopperRequest } from "../../../refusals";

/** The shopper's after-sale cases, newest first, a page at a time. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  const page = readOrRefuse(ownAfterSalesShape, req.query);
  const filters = { customer_id: req.auth_context.actor_id };
  res.json(await listAfterSales(req.scope, { ...page, filters }, viewAfterSales));
});
