import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { inviteDistributorWorkflow } from "../../../../../../workflows/referral/invite-distributor";
import { sendRefusal } from "../../../../../refusals";

/** Revokes an invitation that nobody has used. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { result } = await inviteDistributorWorkflow(req.scope).run({
    input: { act: "revoke", code: req.params.code ?? "", actor_id: req.auth_context.actor_id },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ revoked: true });
}
