import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { correctionView } from "../../../../../modules/distribution/identity/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { sendRefusal } from "../../../../refusals";

/** An open wish in the clear, to be compared with the person's document; the look is audited. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const correction_id = req.params.id ?? "";
  const actor_id = req.auth_context.actor_id;
  const { identities } = distributionService(req.scope);
  const revealed = await identities.reveal({ correction_id, actor_id, now: new Date() });
  if (revealed.kind === "refused") return sendRefusal(res, revealed);
  const { correction, told, asked } = revealed;
  res.setHeader("cache-control", "no-store");
  res.json({ correction: { ...correctionView(correction), told, asked } });
}
