import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { cancelOwnPayout } from "../../../../../../../workflows/payout/own-payout";
import { sendRefusal } from "../../../../../../refusals";

/** Takes the asking distributor's own payout back, as far as nobody has paid it. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const result = await cancelOwnPayout(req.scope, {
    customer_id: req.auth_context.actor_id,
    payout_id: req.params.id ?? "",
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ payout: result.payout });
}
