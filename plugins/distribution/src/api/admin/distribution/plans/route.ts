import type { PlanDraftInput } from "../../../../domain/plan/plan-shape";
import { planView } from "../../../../modules/distribution/plan/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { publishPlan } from "../../../../workflows/plan/publish-plan";
import { asking, taking } from "../../../handlers";
import { PlansQuery, PublishPlanBody } from "../validators";

/** Published plans, newest first, and which of them is in force. */
export const GET = asking(PlansQuery, async (req, res, query) => {
  const service = distributionService(req.scope);
  const [plans, inForce, acknowledgements] = await Promise.all([
    service.plans.list(query.limit),
    service.plans.inForce(new Date()),
    service.plans.acknowledgements(),
  ]);
  res.json({
    plans: plans.map(planView),
    in_force: inForce?.id ?? null,
    acknowledgements: acknowledgements.map((one) => ({
      ...one,
      acknowledged_at: one.acknowledged_at.toISOString(),
    })),
  });
});

/** Publishes a draft as the next version. */
export const POST = taking(PublishPlanBody, async (req, res, _body) => {
  const result = await publishPlan(req.scope, {
    actor_id: req.auth_context.actor_id,
    // What was just read is sound; it is published as the JSON it was read from.
    plan: req.body as PlanDraftInput,
  });
  if (result.kind === "refused") return result;
  res.status(201).json({ plan: result.plan });
});
