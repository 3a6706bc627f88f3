import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { DecideCorrection } from "../../modules/distribution/identity/correction";
import { distributionService } from "../distribution-service";

export type DecideCorrectionInput = Omit<DecideCorrection, "now">;

const decideCorrectionStep = createStep(
  "distribution-decide-correction",
  async (input: DecideCorrectionInput, { container }) =>
    new StepResponse(await distributionService(container).identities.decide({ ...input, now: new Date() })),
);

/** Approves or refuses a wish to have an identity corrected. */
export const decideCorrectionWorkflow = createWorkflow(
  "distribution-decide-correction",
  (input: DecideCorrectionInput) => new WorkflowResponse(decideCorrectionStep(input)),
);
