import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { decideCorrectionWorkflow } from "../../../../../../workflows/identity/decide-correction";
import { readInput } from "../../../../../read-input";
import { sendRefusal } from "../../../../../refusals";
import { DecideCorrectionBody } from "../../validators";

/** Refuses a wish, with the reason that its person reads; what it said is forgotten. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(DecideCorrectionBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const decision = { correction_id: req.params.id ?? "", actor_id: req.auth_context.actor_id, ...body.value };
  const { result } = await decideCorrectionWorkflow(req.scope).run({ input: { act: "refuse", ...decision } });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ correction: { id: result.correction_id, state: "refused" } });
}
