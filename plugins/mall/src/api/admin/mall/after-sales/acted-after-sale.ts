import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
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

/** A case after a decision, and why its money does not go back yet. */
export type DecidedAfterSale = AdminAfterSaleView & { refund_problem?: { code: string; message: string } };

/**
 * Does something to the case that the path names, and gives the money back if that was all it waited for. A provider that
 * does not take the refund undoes no decision: the case waits in `to_refund`, and the answer says why.
 * @param restock whether the goods that are back go into stock again
 */
export async function actOnAfterSale(
  req: AuthenticatedMedusaRequest,
  action: AfterSaleActionInput,
  { restock = false }: { restock?: boolean } = {},
): Promise<DecidedAfterSale | undefined> {
  const { id, order_id } = await readCaseAtHand(req.scope, idOf(req));
  const { result } = await advanceAfterSaleWorkflow(req.scope).run({
    input: { case_id: id, order_id, action, now: new Date().toISOString() },
  });
  if (restock) await putBackIntoStock(req, { case_id: id, order_id });
  const refund_problem = result.state === "to_refund" ? await problemOfRefund(req) : null;
  const after_sale = await afterSaleForMerchant(req);
  return after_sale && refund_problem ? { ...after_sale, refund_problem } : after_sale;
}

async function problemOfRefund(
  req: AuthenticatedMedusaRequest,
): Promise<DecidedAfterSale["refund_problem"] | null> {
  try {
    await giveMoneyBack(req);
    return null;
  } catch (error) {
    const { type, code, message } = error as { type?: string; code?: string; message?: string };
    if (type !== MedusaError.Types.NOT_ALLOWED || !code) throw error;
    return { code, message: message ?? "" };
  }
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
