import { payOut } from "../../../../../../workflows/payout/pay-out";
import { taking } from "../../../../../handlers";
import { ConfirmPayoutBody } from "../../../validators";

/** Marks a transfer that the merchant made at their own bank as paid, or as come to nothing. */
export const POST = taking(ConfirmPayoutBody, async (req, res, { outcome, note }) => {
  const result = await payOut(req.scope, {
    act: "confirm",
    payout_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    outcome,
    note,
  });
  if (result.kind === "refused") return result;
  res.json({ payout: result.payout });
});
