import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { distributionService } from "../distribution-service";

export interface SubmitIdentityInput {
  customer_id: string;
  real_name: string;
  id_number: string;
  notice_version: string;
}

const tellIdentityStep = createStep(
  "distribution-tell-identity",
  async (input: SubmitIdentityInput, { container }) =>
    new StepResponse(await distributionService(container).identities.submit({ ...input, now: new Date() })),
);

/** Keeps, sealed, who a distributor is; nobody is paid without it. */
export const submitIdentityWorkflow = createWorkflow(
  "distribution-tell-identity",
  (input: SubmitIdentityInput) => new WorkflowResponse(tellIdentityStep(input)),
);
