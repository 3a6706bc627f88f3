import type { AuthenticatedMedusaRequest, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { PlanDraftInput } from "../../../../domain/plan/plan-shape";
import { planView } from "../../../../modules/distribution/plan/views";
import { distributionService } from "../../../../workflows/distribution-service";
import { publishPlan } from "../../../../workflows/plan/publish-plan";
import { readInput } from "../../../read-input";
import { sendRefusal } from "../../../refusals";
import { PlansQuery, PublishPlanBody } from "../validators";

/** Published plans, newest first, and which of them is in force. */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const query = readInput(PlansQuery, req.query);
  if (query.kind === "refused") return sendRefusal(res, query);
  const service = distributionService(req.scope);
  const [plans, inForce, acknowledgements] = await Promise.all([
    service.plans.list(query.value.limit),
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
}

/** Publishes a draft as the next version. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const body = readInput(PublishPlanBody, req.body);
  if (body.kind === "refused") return sendRefusal(res, body);
  const result = await publishPlan(req.scope, {
    actor_id: req.auth_context.actor_id,
    // What was just read is sound; it is published as the JSON it was read from.
    plan: req.body as PlanDraftInput,
  });
  if (result.kind === "refused") return sendRefusal(res, result);
  res.status(201).json({ plan: result.plan });
}
