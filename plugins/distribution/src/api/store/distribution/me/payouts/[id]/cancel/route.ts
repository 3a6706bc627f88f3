import { cancelOwnPayout } from "../../../../../../../workflows/payout/own-payout";
import { answering } from "../../../../../../handlers";

/** Takes the asking distributor's own payout back, as far as nobody has paid it. */
export const POST = answering(async (req, res) => {
  const result = await cancelOwnPayout(req.scope, {
    customer_id: req.auth_context.actor_id,
    payout_id: req.params.id ?? "",
  });
  if (result.kind === "refused") return result;
  res.json({ payout: result.payout });
});
