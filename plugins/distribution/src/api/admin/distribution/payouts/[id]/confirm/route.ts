import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { payOut } from "../../../../../../workflows/payout/pay-out";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { ConfirmPayoutBody } from "../../../validators";

/** Marks a transfer that the merchant made at their own bank as paid, or as come to nothing. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(ConfirmPayoutBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { outcome, note } = body.value;
  const result = await payOut(req.scope, {
    act: "confirm",
    payout_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    outcome,
    note,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ payout: result.payout });
}
