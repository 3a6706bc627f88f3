import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { type Refused, refused } from "../domain/errors";
import type { PlanDraft, PlanRefusal } from "../domain/plan";
import { ledgerService } from "./ledger-service";
import { type PlanView, planView } from "./views";

/** A draft as JSON: the minimum payout is a decimal string of fen. */
export type PlanDraftInput = Omit<PlanDraft, "minimum_payout_fen"> & { minimum_payout_fen: string };

export interface PublishPlanInput {
  actor_id: string;
  plan: PlanDraftInput;
}

/** The plan in force afterwards, or why the draft may not be published. */
export type PublishPlanResult = { kind: "published"; plan: PlanView } | Refused<PlanRefusal>;

const publishPlanStep = createStep(
  "distribution-publish-plan",
  async ({ actor_id, plan }: PublishPlanInput, { container }): Promise<StepResponse<PublishPlanResult>> => {
    if (!/^\d{1,12}$/.test(plan.minimum_payout_fen)) {
      const refusal = refused("minimum_payout_out_of_range", "plan.minimum_payout_fen");
      return new StepResponse<PublishPlanResult>(refusal);
    }
    const draft = { ...plan, minimum_payout_fen: BigInt(plan.minimum_payout_fen) };
    const result = await ledgerService(container).publishPlan({ actor_id, draft, now: new Date() });
    if (result.kind === "refused") return new StepResponse<PublishPlanResult>(result);
    return new StepResponse<PublishPlanResult>({ kind: result.kind, plan: planView(result.plan) });
  },
);

/** Publishes a plan draft as the next, immutable version. */
export const publishPlanWorkflow = createWorkflow(
  "distribution-publish-plan",
  (input: PublishPlanInput) => new WorkflowResponse(publishPlanStep(input)),
);
