import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { distributionService } from "../distribution-service";

export interface RollUpEarningsInput {
  /** Up to when; now when absent. */
  until?: Date;
}

const rollUpEarningsStep = createStep(
  "distribution-roll-up-earnings",
  async ({ until = new Date() }: RollUpEarningsInput, { container }) => {
    await distributionService(container).referrals.team.rollUp(until);
    return new StepResponse({ until: until.toISOString() });
  },
);

/** Adds up what was earned by day and month. Safe to run anywhere, at once, and again. */
export const rollUpEarningsWorkflow = createWorkflow(
  "distribution-roll-up-earnings",
  (input: RollUpEarningsInput) => new WorkflowResponse(rollUpEarningsStep(input)),
);
