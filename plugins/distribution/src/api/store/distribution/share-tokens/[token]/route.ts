import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { revokeShareTokenWorkflow } from "../../../../../workflows/referral/revoke-share-token";
import { sendRefusal } from "../../../../refusals";

/** Revokes one's own token; whom it bound stays bound. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { result } = await revokeShareTokenWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id, token: req.params.token ?? "" },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(204).end();
}
