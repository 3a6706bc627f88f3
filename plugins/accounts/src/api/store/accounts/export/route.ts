import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { exportAccount } from "../../../../workflows/export-account";
import { answerRefusal, hasJustLoggedIn, takeExport } from "../../../answers";

/** A copy of everything the shop knows of the asking customer, after a log-in of the last ten minutes. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const now = new Date();
  if (!hasJustLoggedIn(req, now)) return answerRefusal(res, "reauthentication_required");
  const { actor_id } = req.auth_context;
  const wait_s = await takeExport(req, actor_id);
  if (wait_s !== null) {
    res.setHeader("Retry-After", String(wait_s));
    return answerRefusal(res, "too_many_attempts", { retry_after_s: wait_s });
  }
  res.setHeader("cache-control", "no-store");
  res.setHeader(
    "content-disposition",
    `attachment; filename="account-${now.toISOString().slice(0, 10)}.json"`,
  );
  res.json({ account: await exportAccount(req.scope, actor_id, now) });
}
