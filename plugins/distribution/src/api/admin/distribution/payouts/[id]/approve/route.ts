import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { payOut } from "../../../../../../workflows/payout/pay-out";
import { sendRefusal } from "../../../../../refusals";

/** Approves a payout: the tax is decided and the transfer starts. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const result = await payOut(req.scope, {
    act: "approve",
    payout_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ payout: result.payout });
}
