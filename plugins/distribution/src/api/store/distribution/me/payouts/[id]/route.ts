import { lookAtOwnPayout } from "../../../../../../workflows/payout/own-payout";
import { answering } from "../../../../../handlers";

/** The asking distributor's own payout, with what their page needs to agree to its transfer while that is awaited. */
export const GET = answering(async (req, res) => {
  const result = await lookAtOwnPayout(req.scope, {
    customer_id: req.auth_context.actor_id,
    payout_id: req.params.id ?? "",
  });
  if (result.kind === "refused") return result;
  res.setHeader("cache-control", "no-store");
  res.json({ payout: result.payout });
});
