import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributionService } from "../../../../../../workflows/distribution-service";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { DecideCorrectionBody } from "../../../validators";

/** Approves a wish: what it says holds from now on, and what was paid keeps its name. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(DecideCorrectionBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await distributionService(req.scope).identities.decide({
    act: "approve",
    correction_id: req.params.id ?? "",
    actor_id: req.auth_context.actor_id,
    ...body.value,
    now: new Date(),
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ correction: { id: result.correction_id, state: "approved" } });
}
