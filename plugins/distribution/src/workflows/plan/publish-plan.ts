import type { MedusaContainer } from "@medusajs/framework/types";
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

/** Publishes a plan draft as the next, immutable version. */
export async function publishPlan(
  container: MedusaContainer,
  { actor_id, plan }: PublishPlanInput,
): Promise<PublishPlanResult> {
  const draft = PlanDraftShape.safeParse(plan);
  if (!draft.success) {
    return refused("invalid_request", ["plan", ...(draft.error.issues[0]?.path ?? [])].join("."));
  }
  const wanted = { actor_id, draft: draft.data, now: new Date() };
  const result = await distributionService(container).plans.publish(wanted);
  return result.kind === "refused" ? result : { kind: result.kind, plan: planView(result.plan) };
}
