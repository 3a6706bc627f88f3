import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { Refused } from "../../domain/errors";
import { type GradeEvent, gradeEvent } from "../../modules/distribution/plan/views";
import { distributionService } from "../distribution-service";

export interface GiveGradeInput {
  distributor_id: string;
  /** A code of the plan in force; null for no grade. */
  grade_code: string | null;
  is_pinned: boolean;
  actor_id: string;
  reason: string;
}

/** The distributor's grade now, or why it was not given; `change` is null when nothing changed. */
export type GiveGradeResult =
  | { kind: "given"; grade_code: string | null; is_pinned: boolean; change: GradeEvent | null }
  | Refused<"distributor_not_found" | "distributor_closed" | "grade_not_offered" | "reason_missing">;

const giveGradeStep = createStep(
  "distribution-give-grade",
  async (input: GiveGradeInput, { container }): Promise<StepResponse<GiveGradeResult>> => {
    const result = await distributionService(container).plans.grades.give({ ...input, now: new Date() });
    if (result.kind === "refused") return new StepResponse<GiveGradeResult>(result);
    const { grade_code, grade_is_pinned } = result.distributor;
    const change = result.change && gradeEvent(result.change);
    return new StepResponse<GiveGradeResult>({
      ...{ kind: "given", grade_code, is_pinned: grade_is_pinned, change },
    });
  },
);

/** Gives a distributor a grade by hand, for later orders, and says so when it is another one. */
export const giveGradeWorkflow = createWorkflow("distribution-give-grade", (input: GiveGradeInput) => {
  const result = giveGradeStep(input);
  when(
    "distribution-grade-given",
    { result },
    ({ result }) => result.kind === "given" && result.change !== null,
  ).then(() => {
    const data = transform({ result }, ({ result }) => (result.kind === "given" ? result.change : null));
    emitEventStep({ eventName: "distribution.grade_changed", data: data as unknown as GradeEvent });
  });
  return new WorkflowResponse(result);
});
