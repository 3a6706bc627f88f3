import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { HttpTypes } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { refundPayment } from "../../../../../workflows";
import { changeName, refuseMoney, unlessBusy } from "../../../money-refusals";

/**
 * Medusa's own route, with Medusa's own input and answer: here one refund of an order runs at a time, and what is
 * answered 4xx moved no money. 409 `order_change_open`, `refund_repeated`, `order_busy`.
 */
export async function POST(
  req: AuthenticatedMedusaRequest<HttpTypes.AdminRefundPayment>,
  res: MedusaResponse,
): Promise<void> {
  const arrived_at = new Date();
  const payment_id = req.params.id ?? "";
  await unlessBusy(res, async () => {
    const outcome = await refundPayment(req.scope, {
      payment_id,
      created_by: req.auth_context.actor_id,
      ...req.validatedBody,
      arrived_at,
    });
    if (outcome.kind === "change_open") {
      refuseMoney(res, "order_change_open", changeName(outcome.change.kind));
      return;
    }
    if (outcome.kind === "repeated") {
      refuseMoney(res, "refund_repeated");
      return;
    }
    const { data } = await req.scope.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "payment",
      fields: req.queryConfig.fields,
      filters: { id: payment_id },
    });
    res.json({ payment: data[0] });
  });
}
