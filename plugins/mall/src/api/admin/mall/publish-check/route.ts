import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { readPublishCheck } from "../../../../workflows/reads/publish-check";

/** «Can this shop open?»: `ready`, and every requirement with what is missing. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ publish_check: await readPublishCheck(req.scope) });
}
