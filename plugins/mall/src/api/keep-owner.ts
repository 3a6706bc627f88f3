import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { refusal } from "../domain/refusal";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { answerRefusal, idOf } from "./refusals";

/**
 * An order of the mall stays with whoever placed it: they paid, see it, ask for refunds, and their inviter earns on it.
 * A request to hand it over could be answered by nobody and would keep the order from being sent and cancelled.
 */
export async function refuseTransfer(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const mall = req.scope.resolve<MallModuleService>(MALL_MODULE);
  const [row] = await mall.listMallOrders({ order_id: idOf(req) }, { take: 1 });
  if (row) return answerRefusal(res, refusal("order_not_transferable"));
  next();
}
