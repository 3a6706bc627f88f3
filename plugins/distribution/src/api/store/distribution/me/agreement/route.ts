import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributorView } from "../../../../../modules/distribution/referral/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { AcceptAgreementBody } from "../../validators";

/** Accepts the agreement in force, as a distributor who accepted an earlier one. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(AcceptAgreementBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const acceptance = { customer_id: req.auth_context.actor_id, ...body.value, now: new Date() };
  const result = await distributionService(req.scope).referrals.joining.acceptAgreement(acceptance);
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ distributor: distributorView(result.distributor) });
}
