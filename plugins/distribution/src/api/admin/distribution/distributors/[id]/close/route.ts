import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ReasonBody } from "../../../validators";
import { decideStanding } from "../decide-standing";

/** Closes a distributor for good: no new earnings; what they have may still be paid out. */
export function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  return decideStanding(req, res, "close", ReasonBody);
}
