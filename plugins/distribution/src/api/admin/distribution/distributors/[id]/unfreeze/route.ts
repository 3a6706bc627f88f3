import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ReasonBody } from "../../../validators";
import { decideStanding } from "../decide-standing";

/** Lets a frozen distributor earn and be paid again. */
export function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  return decideStanding(req, res, "unfreeze", ReasonBody);
}
