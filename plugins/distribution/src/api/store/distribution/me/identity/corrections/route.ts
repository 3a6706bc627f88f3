import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { correctionView } from "../../../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../../../workflows/distribution-service";
import { throttleFailures } from "../../../../../rate-limit";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { CorrectionBody } from "../../../validators";

/** Corrects the asking distributor's identity, or, once they were paid under it, asks the merchant to. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(CorrectionBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { cause, real_name, id_number, notice_version } = body.value;
  const input = { customer_id: req.auth_context.actor_id, cause, real_name, id_number, notice_version };
  const { identities } = distributionService(req.scope);
  const result = await throttleFailures(req, res, () => identities.ask({ ...input, now: new Date() }));
  if (result.kind === "refused") return sendRefusal(res, result);
  if (result.kind === "corrected") res.json({ identity: result.identity, correction: null });
  else res.status(201).json({ correction: correctionView(result.correction) });
}
