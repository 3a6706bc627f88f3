import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { cancelOrder } from "../../../../../workflows";
import { changeName, refuseMoney, unlessBusy } from "../../../money-refusals";

/**
 * Medusa's own route, with Medusa's own answer: here the money goes back first, so that an order is cancelled only when
 * the provider took its refund. 409 `order_change_open`, `order_busy`; what is answered 4xx changed nothing.
 */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const id = req.params.id ?? "";
  await unlessBusy(res, async () => {
    const outcome = await cancelOrder(req.scope, id, req.auth_context.actor_id);
    if (outcome.kind === "change_open") {
      refuseMoney(res, "order_change_open", changeName(outcome.change.kind));
      return;
    }
    const { data } = await req.scope
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "order", fields: req.queryConfig.fields, filters: { id } });
    res.json({ order: data[0] });
  });
}
