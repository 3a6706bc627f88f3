import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { ledgerService } from "../distribution-service";

export interface TellIdentityInput {
  customer_id: string;
  real_name: string;
  id_number: string;
  notice_version: string;
}

const tellIdentityStep = createStep(
  "distribution-tell-identity",
  async (input: TellIdentityInput, { container }) =>
    new StepResponse(await ledgerService(container).tellIdentity({ ...input, now: new Date() })),
);

/** Keeps, sealed, who a distributor is; nobody is paid without it. */
export const tellIdentityWorkflow = createWorkflow(
  "distribution-tell-identity",
  (input: TellIdentityInput) => new WorkflowResponse(tellIdentityStep(input)),
);
