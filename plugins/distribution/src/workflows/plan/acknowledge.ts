import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { AcknowledgementTopic } from "../../domain/plan/compliance";
import { distributionService } from "../distribution-service";

export interface AcknowledgeInput {
  topic: AcknowledgementTopic;
  actor_id: string;
  /** The merchant's own words; they are kept. */
  statement: string;
}

const acknowledgeStep = createStep(
  "distribution-acknowledge",
  async (input: AcknowledgeInput, { container }) =>
    new StepResponse(await distributionService(container).plans.acknowledge({ ...input, now: new Date() })),
);

/**
 * Records once that the merchant understood what a second tier, or joining only after a purchase, means; until then
 * either is refused in the mainland.
 */
export const acknowledgeWorkflow = createWorkflow(
  "distribution-acknowledge",
  (input: AcknowledgeInput) => new WorkflowResponse(acknowledgeStep(input)),
);
