import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { OptionalReasonBody } from "../../../validators";
import { decideStanding } from "../decide-standing";

/** Approves an application: the person may share and earn from now on. */
export function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  return decideStanding(req, res, "approve", OptionalReasonBody);
}
