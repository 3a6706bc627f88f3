import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { distributionService } from "../distribution-service";

export interface RevokeShareTokenInput {
  customer_id: string;
  token: string;
}

const revokeShareTokenStep = createStep(
  "distribution-revoke-share-token",
  async (input: RevokeShareTokenInput, { container }) =>
    new StepResponse(
      await distributionService(container).referrals.revokeShareToken({ ...input, now: new Date() }),
    ),
);

/** Revokes a distributor's own token; what it bound stays bound. */
export const revokeShareTokenWorkflow = createWorkflow(
  "distribution-revoke-share-token",
  (input: RevokeShareTokenInput) => new WorkflowResponse(revokeShareTokenStep(input)),
);
