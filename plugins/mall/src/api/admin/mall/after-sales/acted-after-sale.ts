import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  type AfterSaleActionInput,
  advanceAfterSaleWorkflow,
} from "../../../../workflows/advance-after-sale";
import {
  type AdminAfterSaleView,
  viewAfterSalesForMerchant,
} from "../../../../workflows/reads/after-sale-view";
import { readCaseAtHand } from "../../../../workflows/reads/case-at-hand";
import { giveCaseMoneyBack } from "../../../../workflows/refund-after-sale";
import { restockAfterSaleWorkflow } from "../../../../workflows/restock-after-sale";
import { idOf } from "../../../refusals";

/** The case that the path names, for the merchant. @throws {RefusedError} `after_sale_not_found` */
export async function afterSaleForMerchant(
  req: AuthenticatedMedusaRequest,
): Promise<AdminAfterSaleView | undefined> {
  const row = await readCaseAtHand(req.scope, idOf(req));
  const [after_sale] = await viewAfterSalesForMerchant(req.scope, [row]);
  return after_sale;
}

/**
 * Does something to the case that the path names, and gives the money back if that was all it waited for.
 * @param restock whether the goods that are back go into stock again
 */
export async function actOnAfterSale(
  req: AuthenticatedMedusaRequest,
  action: AfterSaleActionInput,
  { restock = false }: { restock?: boolean } = {},
): Promise<AdminAfterSaleView | undefined> {
  const { id, order_id } = await readCaseAtHand(req.scope, idOf(req));
  const { result } = await advanceAfterSaleWorkflow(req.scope).run({
    input: { case_id: id, order_id, action, now: new Date().toISOString() },
  });
  if (restock) await putBackIntoStock(req, { case_id: id, order_id });
  if (result.state === "to_refund") await giveMoneyBack(req);
  return await afterSaleForMerchant(req);
}

/** Stock that cannot be booked (an edit of the order is open, say) keeps no shopper from their money. */
async function putBackIntoStock(
  req: AuthenticatedMedusaRequest,
  goods: { case_id: string; order_id: string },
): Promise<void> {
  try {
    const input = { ...goods, actor_id: req.auth_context.actor_id };
    await restockAfterSaleWorkflow(req.scope).run({ input });
  } catch (error) {
    const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(`The goods of case ${goods.case_id} are not back in stock: ${(error as Error).message}`);
  }
}

/** Gives the money of the case that the path names back; again changes nothing. */
export async function giveMoneyBack(req: AuthenticatedMedusaRequest): Promise<void> {
  const { id, order_id } = await readCaseAtHand(req.scope, idOf(req));
  const now = new Date().toISOString();
  const actor_id = req.auth_context.actor_id;
  await giveCaseMoneyBack(req.scope, { case_id: id, order_id, actor_id, now });
}
