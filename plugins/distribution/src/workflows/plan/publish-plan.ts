import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { type Refused, refused } from "../../domain/errors";
import type { PlanRefusal } from "../../domain/plan/plan";
import { type PlanDraftInput, PlanDraftShape } from "../../domain/plan/plan-shape";
import { type PlanView, planView } from "../../modules/distribution/plan/views";
import { distributionService } from "../distribution-service";

export interface PublishPlanInput {
  actor_id: string;
  /** The draft as JSON. */
  plan: PlanDraftInput;
}

/** The latest version afterwards, or why the draft may not be published. */
export type PublishPlanResult =
  | { kind: "published"; plan: PlanView }
  | Refused<PlanRefusal | "invalid_request">;

const publishPlanStep = createStep(
  "distribution-publish-plan",
  async ({ actor_id, plan }: PublishPlanInput, { container }): Promise<StepResponse<PublishPlanResult>> => {
    const draft = PlanDraftShape.safeParse(plan);
    if (!draft.success) {
      const path = ["plan", ...(draft.error.issues[0]?.path ?? [])].join(".");
      return new StepResponse<PublishPlanResult>(refused("invalid_request", path));
    }
    const wanted = { actor_id, draft: draft.data, now: new Date() };
    const result = await distributionService(container).plans.publish(wanted);
    if (result.kind === "refused") return new StepResponse<PublishPlanResult>(result);
    return new StepResponse<PublishPlanResult>({ kind: result.kind, plan: planView(result.plan) });
  },
);

/** Publishes a plan draft as the next, immutable version. */
export const publishPlanWorkflow = createWorkflow(
  "distribution-publish-plan",
  (input: PublishPlanInput) => new WorkflowResponse(publishPlanStep(input)),
);
