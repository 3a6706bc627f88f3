import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ReasonBody } from "../../../validators";
import { decideStanding } from "../decide-standing";

/** Freezes a distributor: no new earnings, no payouts; what they have stays theirs. */
export function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  return decideStanding(req, res, "freeze", ReasonBody);
}
