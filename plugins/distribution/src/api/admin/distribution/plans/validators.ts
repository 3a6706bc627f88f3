import { PlanDraftShape } from "../../../../domain/plan-shape";
import { PageQuery } from "../../../read-input";

/** A draft; it is published as the next version. */
export const PublishPlanBody = PlanDraftShape;

/** How many versions, newest first. */
export const PlansQuery = PageQuery.pick({ limit: true });
