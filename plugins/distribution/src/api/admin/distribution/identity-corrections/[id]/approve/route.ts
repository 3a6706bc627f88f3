import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { decideCorrectionWorkflow } from "../../../../../../workflows/identity/decide-correction";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { DecideCorrectionBody } from "../../validators";

/** Approves a wish: what it says holds from now on, and what was paid keeps its name. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(DecideCorrectionBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const decision = { correction_id: req.params.id ?? "", actor_id: req.auth_context.actor_id, ...body.value };
  const { result } = await decideCorrectionWorkflow(req.scope).run({
    input: { act: "approve", ...decision },
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ correction: { id: result.correction_id, state: "approved" } });
}
