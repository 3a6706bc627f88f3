import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { acceptAgreementWorkflow } from "../../../../../workflows/referral/accept-agreement";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { AcceptAgreementBody } from "../validators";

/** Accepts the agreement in force, as a distributor who accepted an earlier one. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(AcceptAgreementBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { result } = await acceptAgreementWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id, ...body.value },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ distributor: result.distributor });
}
