import { payOut } from "../../../../../../workflows/payout/pay-out";
import { taking } from "../../../../../handlers";
import { RejectPayoutBody } from "../../../validators";

/** Rejects a payout with a reason, which its owner reads. */
export const POST = taking(RejectPayoutBody, async (req, res, body) => {
  const result = await payOut(req.scope, {
    act: "reject",
    payout_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    reason: body.reason,
  });
  if (result.kind === "refused") return result;
  res.json({ payout: result.payout });
});
