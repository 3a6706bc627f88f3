import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { distributionService } from "../distribution-service";

const BATCH = 200;

export interface ExpireBindingsInput {
  /** How many to end in one transaction, which holds up other edits of the referral graph. */
  batch?: number;
}

const expireBindingsStep = createStep(
  "distribution-expire-bindings",
  async ({ batch = BATCH }: ExpireBindingsInput, { container }) => {
    const { bindings } = distributionService(container).referrals;
    const now = new Date();
    let expired = 0;
    for (;;) {
      const ended = await bindings.expire({ now, limit: batch });
      expired += ended;
      if (ended < batch) return new StepResponse({ expired });
    }
  },
);

/** Ends, batch by batch, the bindings whose time is over. */
export const expireBindingsWorkflow = createWorkflow(
  "distribution-expire-bindings",
  (input: ExpireBindingsInput) => new WorkflowResponse(expireBindingsStep(input)),
);
