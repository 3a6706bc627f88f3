import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { payOut } from "../../../../../../workflows/payout/pay-out";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { RejectPayoutBody } from "../../../validators";

/** Rejects a payout with a reason, which its owner reads. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(RejectPayoutBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await payOut(req.scope, {
    act: "reject",
    payout_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    reason: body.value.reason,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ payout: result.payout });
}
