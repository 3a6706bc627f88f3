import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { acknowledge } from "../../../../workflows/plan/acknowledge";
import { readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { AcknowledgementBody } from "../validators";

/** Records, in the merchant's words and with who said it, that a second tier or a bought entry was understood. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(AcknowledgementBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await acknowledge(req.scope, { actor_id: req.auth_context.actor_id, ...body.value });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ acknowledgement: { id: result.id } });
}
