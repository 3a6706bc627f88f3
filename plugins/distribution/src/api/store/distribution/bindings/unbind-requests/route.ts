import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { unbindRequestView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { changeBinding } from "../../../../../workflows/referral/change-binding";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { UnbindRequestBody } from "../../validators";

/** Asks, as the bound shopper, to have no inviter any more; the merchant decides. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(UnbindRequestBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const customer_id = req.auth_context.actor_id;
  const { reason } = body.value;
  const result = await changeBinding(req.scope, {
    act: "propose",
    customer_id,
    to_distributor_id: null,
    actor_id: customer_id,
    reason,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  const own = await distributionService(req.scope).referrals.bindings.unbindRequest(customer_id);
  res.status(201).json({ unbind_request: own && unbindRequestView(own) });
}
