import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { idOf } from "./refusals";

/**
 * Answers a merchant who cancels what is cancelled already, by the shopper or the clock a moment ago: it is as they want
 * it, and nothing is done twice. Medusa calls that an error.
 */
export async function answerCanceledOrder(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "status", "canceled_at"],
    filters: { id: idOf(req) },
  });
  const [order] = data;
  if (order?.status === "canceled") res.json({ order });
  else next();
}
