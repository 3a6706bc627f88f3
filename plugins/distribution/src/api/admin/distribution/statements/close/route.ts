import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { closeMonths } from "../../../../../workflows/statement/close-months";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";
import { CloseBody } from "../../validators";

/** Closes and seals the months that are over. Asking again closes nothing more. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(CloseBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const { month } = body.value;
  const result = await closeMonths(req.scope, {
    actor_id: req.auth_context.actor_id,
    ...(month ? { through: month } : {}),
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ months: result.months });
}
