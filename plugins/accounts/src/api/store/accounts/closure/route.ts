import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "zod";
import { closeAccount, closingRefusalOf } from "../../../../workflows/close-account";
import { answerRefusal, hasJustLoggedIn } from "../../../answers";

const shape = z.object({ understood: z.literal(true) });

/** Whether the account could be closed now: `{ refusal: null | { code, message, until? } }`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { actor_id } = req.auth_context;
  res.json({ refusal: await closingRefusalOf(req.scope, actor_id, new Date()) });
}

/** Closes the account for good, after a log-in of the last ten minutes: `{ understood: true }` → 204. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const now = new Date();
  if (!shape.safeParse(req.body ?? {}).success) return answerRefusal(res, "not_understood");
  if (!hasJustLoggedIn(req, now)) return answerRefusal(res, "reauthentication_required");
  const { actor_id, auth_identity_id } = req.auth_context;
  const refusal = await closeAccount(req.scope, { customer_id: actor_id, auth_identity_id }, now);
  if (refusal) {
    res.status(409).json({ type: "not_allowed", ...refusal });
    return;
  }
  res.status(204).end();
}
