import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ReasonBody } from "../../../validators";
import { decideStanding } from "../decide-standing";

/** Refuses an application with a reason, which the applicant reads; they may apply again. */
export function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  return decideStanding(req, res, "refuse", ReasonBody);
}
