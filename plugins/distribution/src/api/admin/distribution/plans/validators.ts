import { z } from "zod";
import { PlanDraftShape } from "../../../../domain/plan/plan-shape";
import { PageQuery } from "../../../read-input";

/** A draft; it is published as the next version. */
export const PublishPlanBody = PlanDraftShape;

/** How many versions, newest first. */
export const PlansQuery = PageQuery.pick({ limit: true });

const Moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** A draft to try on the orders placed in `[since, until)`, with the campaigns to count as running all the time. */
export const SimulatePlanBody = z.strictObject({
  plan: PlanDraftShape,
  since: Moment,
  until: Moment,
  assumed_campaigns: z.array(z.string().max(40)).max(50).default([]),
});
