import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { distributionService } from "../workflows/distribution-service";
import { sendRefusal } from "./refusals";

/** Lets the shop delete a customer whom no distributor's money depends on; says readably what to do first. */
export async function refuseDistributorsDeletion(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const refusal = await distributionService(req.scope).identities.erasure.deletionRefusal([
    req.params.id ?? "",
  ]);
  if (refusal) return sendRefusal(res, refusal);
  next();
}
