import { linesLeft } from "../../../../../../domain/after-sale-offer";
import { afterSaleShape } from "../../../../../../domain/after-sale-request";
import { AFTER_SALE_CASES_MODULE } from "../../../../../../modules/after-sale-cases";
import type { AfterSaleCasesService } from "../../../../../../modules/after-sale-cases/service";
import { openAfterSaleWorkflow } from "../../../../../../workflows/open-after-sale";
import { viewAfterSales } from "../../../../../../workflows/reads/after-sale-view";
import { readCaseAtHand } from "../../../../../../workflows/reads/case-at-hand";
import { readSoldOrder } from "../../../../../../workflows/reads/sold-order";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** The order's cases, and what may still be asked for, line by line. Refusal: `order_not_found`. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  const { id } = await currentOrder(req, idOf(req));
  const cases = req.scope.resolve<AfterSaleCasesService>(AFTER_SALE_CASES_MODULE);
  const after_sales = await viewAfterSales(req.scope, await cases.casesOfOrder(id));
  res.json({ lines: linesLeft(await readSoldOrder(req.scope, id)), after_sales });
});

/** Opens a case: 201. Refusals: those of `openAfterSaleWorkflow`, and `order_not_found`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { amount_fen, ...request } = readOrRefuse(afterSaleShape, req.body);
  const { id: order_id } = await currentOrder(req, idOf(req));
  const { result } = await openAfterSaleWorkflow(req.scope).run({
    input: {
      order_id,
      customer_id: req.auth_context.actor_id,
      request: { ...request, amount_fen: amount_fen?.toString() },
      now: new Date().toISOString(),
    },
  });
  const [after_sale] = await viewAfterSales(req.scope, [await readCaseAtHand(req.scope, result.id)]);
  res.status(201).json({ after_sale });
});
