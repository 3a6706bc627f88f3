import { unbindRequestView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { changeBinding } from "../../../../../workflows/referral/change-binding";
import { taking } from "../../../../handlers";
import { UnbindRequestBody } from "../../validators";

/** Asks, as the bound shopper, to have no inviter any more; the merchant decides. */
export const POST = taking(UnbindRequestBody, async (req, res, body) => {
  const customer_id = req.auth_context.actor_id;
  const { reason } = body;
  const result = await changeBinding(req.scope, {
    act: "propose",
    customer_id,
    to_distributor_id: null,
    actor_id: customer_id,
    reason,
  });
  if (result.kind === "refused") return result;
  const own = await distributionService(req.scope).referrals.bindings.unbindRequest(customer_id);
  res.status(201).json({ unbind_request: own && unbindRequestView(own) });
});
