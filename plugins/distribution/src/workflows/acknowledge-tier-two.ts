import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { ledgerService } from "./ledger-service";

export interface AcknowledgeTierTwoInput {
  actor_id: string;
  /** The merchant's own words; they are kept. */
  statement: string;
}

const acknowledgeTierTwoStep = createStep(
  "distribution-acknowledge-tier-two",
  async (input: AcknowledgeTierTwoInput, { container }) =>
    new StepResponse(await ledgerService(container).acknowledgeTierTwo({ ...input, now: new Date() })),
);

/** Records once that the merchant understood what a second tier means; until then tier 2 is refused in the mainland. */
export const acknowledgeTierTwoWorkflow = createWorkflow(
  "distribution-acknowledge-tier-two",
  (input: AcknowledgeTierTwoInput) => new WorkflowResponse(acknowledgeTierTwoStep(input)),
);
