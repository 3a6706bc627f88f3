import { MedusaError } from "@medusajs/framework/utils";
import { StepResponse } from "@medusajs/framework/workflows-sdk";
import { deleteCustomersWorkflow } from "@medusajs/medusa/core-flows";
import { distributionService } from "../distribution-service";

/**
 * Whoever deletes customers, by the admin, a script or another workflow: distributors stay, and so do those to whom money
 * is owed. A failure here takes the whole deletion back.
 */
deleteCustomersWorkflow.hooks.customersDeleted(async ({ ids }, { container }) => {
  const refusal = await distributionService(container).identities.erasure.deletionRefusal(ids);
  if (refusal) throw new MedusaError(MedusaError.Types.NOT_ALLOWED, refusal.code, refusal.code);
  return new StepResponse(undefined);
});
