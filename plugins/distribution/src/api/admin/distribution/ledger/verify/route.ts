import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { verificationView } from "../../../../../modules/distribution/statement/views";
import { distributionService } from "../../../../../workflows/distribution-service";
import { verifyLedger } from "../../../../../workflows/statement/verify-ledger";
import { answering } from "../../../../handlers";

/** What the latest verification found; null before the first. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const latest = await distributionService(req.scope).statements.latestVerification();
  res.json({ verification: latest && verificationView(latest) });
}

/** Recomputes the whole ledger and names the first difference. */
export const POST = answering(async (req, res) => {
  const result = await verifyLedger(req.scope, req.auth_context.actor_id);
  if (result.kind === "refused") return result;
  res.json({ verification: verificationView(result.verification) });
});
