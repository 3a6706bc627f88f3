import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { refusal } from "../domain/refusal";
import { answerRefusal, idOf } from "./refusals";

/**
 * Lets only its own shopper see an order through Medusa's `GET /store/orders/:id`, which shows name, phone and address
 * to whoever knows the id. Comes after `authenticate`.
 */
export async function ownOrderOnly(
  req: MedusaRequest & { auth_context?: { actor_id: string } },
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: ["customer_id"],
    filters: { id: idOf(req) },
  });
  const shopper = req.auth_context?.actor_id;
  if (shopper && data[0]?.customer_id === shopper) next();
  else answerRefusal(res, refusal("order_not_found"));
}
