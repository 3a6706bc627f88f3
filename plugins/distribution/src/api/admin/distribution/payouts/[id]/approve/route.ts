import { payOut } from "../../../../../../workflows/payout/pay-out";
import { answering } from "../../../../../handlers";

/** Approves a payout: the tax is decided and the transfer starts. */
export const POST = answering(async (req, res) => {
  const result = await payOut(req.scope, {
    act: "approve",
    payout_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
  });
  if (result.kind === "refused") return result;
  res.json({ payout: result.payout });
});
