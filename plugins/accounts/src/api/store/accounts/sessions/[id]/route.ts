import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { accountsOf } from "../../../../../workflows/personal-data";
import { answerRefusal } from "../../../../answers";

/** Logs one device out; every server knows within three seconds. 204. */
export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { id = "" } = req.params;
  const ended = await accountsOf(req.scope).endSession(req.auth_context.actor_id, id, new Date());
  if (!ended) return answerRefusal(res, "session_unknown");
  res.status(204).end();
}
