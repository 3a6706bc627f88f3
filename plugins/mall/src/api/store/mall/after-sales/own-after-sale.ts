import {
  type AfterSaleActionInput,
  advanceAfterSaleWorkflow,
} from "../../../../workflows/advance-after-sale";
import { type AfterSaleView, viewAfterSales } from "../../../../workflows/reads/after-sale-view";
import { readCaseAtHand } from "../../../../workflows/reads/case-at-hand";
import { idOf, type ShopperRequest } from "../../../refusals";

/**
 * The shopper's own case that the path names, as it is now.
 * @throws {RefusedError} `after_sale_not_found`, also for somebody else's
 */
export async function ownAfterSale(req: ShopperRequest): Promise<AfterSaleView | undefined> {
  const row = await readCaseAtHand(req.scope, idOf(req), req.auth_context.actor_id);
  const [after_sale] = await viewAfterSales(req.scope, [row]);
  return after_sale;
}

/** Does something to the shopper's own case. @returns the case afterwards */
export async function actOnOwnAfterSale(
  req: ShopperRequest,
  action: AfterSaleActionInput,
): Promise<AfterSaleView | undefined> {
  const { id, order_id } = await readCaseAtHand(req.scope, idOf(req), req.auth_context.actor_id);
  await advanceAfterSaleWorkflow(req.scope).run({
    input: { case_id: id, order_id, action, now: new Date().toISOString() },
  });
  return await ownAfterSale(req);
}
