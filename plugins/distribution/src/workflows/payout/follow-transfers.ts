import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { distributionService } from "../distribution-service";
import { currentProvider, followTransfer } from "./payout-transfers";

/** Transfers asked about in one run. */
const MOST = 200;

export interface FollowTransfersInput {
  /** How many transfers are asked about at most. */
  limit?: number;
}

const followTransfersStep = createStep(
  "distribution-follow-transfers",
  async ({ limit = MOST }: FollowTransfersInput, { container }) => {
    const service = distributionService(container);
    const provider = currentProvider(container);
    // Nobody but the merchant knows how far a manual transfer is.
    if (!provider || provider.is_manual) return new StepResponse({ asked: 0 });
    const ids = await service.payouts.transferringIds(limit);
    // The number makes asking safe: a transfer that never started is started, any other says how far it is.
    for (const id of ids) await followTransfer(container, id);
    return new StepResponse({ asked: ids.length });
  },
);

/** Asks the provider how far transfers are, and books the endings. */
export const followTransfersWorkflow = createWorkflow(
  "distribution-follow-transfers",
  (input: FollowTransfersInput) => new WorkflowResponse(followTransfersStep(input)),
);
