import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { z } from "zod";
import type { StatusAct } from "../../../../../domain/referral/distributor-status";
import { changeStatus } from "../../../../../workflows/referral/change-status";
import { readInput } from "../../../../read-input";
import { sendRefusal } from "../../../../refusals";

/** Takes one decision about the distributor whom the path names. */
export async function decideStanding(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse,
  act: StatusAct,
  shape: z.ZodType<{ reason?: string | undefined }>,
): Promise<void> {
  const body = readInput(shape, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await changeStatus(req.scope, {
    distributor_id: req.params.id ?? "",
    act,
    actor_id: req.auth_context.actor_id,
    reason: body.value.reason ?? null,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.json({ distributor: result.distributor });
}
