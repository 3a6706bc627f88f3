import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { correctionView } from "../../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { throttleFailures } from "../../../../rate-limit";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { IdentityBody } from "../../validators";

/** The asking distributor's identity, its ends only, and their latest wish to have it corrected; null before either. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const service = distributionService(req.scope);
  const distributor = await service.referrals.distributorOfCustomer(req.auth_context.actor_id);
  if (!distributor) return sendRefusal(res, { kind: "refused", code: "not_a_distributor" });
  const wish = await service.identities.latestWish(distributor.id);
  res.json({
    identity: await service.identities.masked(distributor.id),
    correction: wish && correctionView(wish),
  });
}

/** Tells real name and ID number, without which nobody is paid. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(IdentityBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { real_name, id_number, notice_version } = body.value;
  const input = { customer_id: req.auth_context.actor_id, real_name, id_number, notice_version };
  const { identities } = distributionService(req.scope);
  const result = await throttleFailures(req, res, () => identities.submit({ ...input, now: new Date() }));
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ identity: result.identity });
}
