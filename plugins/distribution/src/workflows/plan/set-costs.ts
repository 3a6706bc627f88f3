import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { readCost } from "../../domain/plan/cost";
import { distributionService } from "../distribution-service";

export interface SetCostsInput {
  /** Whole fen in decimal, one for each variant at most; null takes a cost away. */
  costs: { variant_id: string; cost_fen: string | null }[];
  actor_id: string;
}

const setCostsStep = createStep(
  "distribution-set-costs",
  async ({ costs, actor_id }: SetCostsInput, { container }) => {
    const changed = await distributionService(container).plans.costs.set({
      costs: costs.map(({ variant_id, cost_fen }) => ({ variant_id, cost_fen: readCost(cost_fen) })),
      actor_id,
      now: new Date(),
    });
    return new StepResponse({ changed });
  },
);

/** Writes what variants cost the shop, with who changed it. */
export const setCostsWorkflow = createWorkflow(
  "distribution-set-costs",
  (input: SetCostsInput) => new WorkflowResponse(setCostsStep(input)),
);
