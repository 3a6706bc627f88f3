import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { type GradeEvent, gradeEvent } from "../../modules/distribution/plan/views";
import { distributionService } from "../distribution-service";

const PAGE = 500;

export interface AppraiseGradesInput {
  /** How many distributors to appraise in one transaction. */
  page?: number;
}

const appraiseGradesStep = createStep(
  "distribution-appraise-grades",
  async ({ page = PAGE }: AppraiseGradesInput, { container }) => {
    const { grades } = distributionService(container).plans;
    const now = new Date();
    const changes: GradeEvent[] = [];
    for (let after = 0n; ; ) {
      const appraised = await grades.appraise({ after, limit: page, now });
      changes.push(...appraised.changes.map(gradeEvent));
      if (appraised.next === null) return new StepResponse({ changes });
      after = appraised.next;
    }
  },
);

/** Gives all distributors the grades that their own sales and earnings deserve, and says which changed. */
export const appraiseGradesWorkflow = createWorkflow(
  "distribution-appraise-grades",
  (input: AppraiseGradesInput) => {
    const result = appraiseGradesStep(input);
    when("distribution-grades-changed", { result }, ({ result }) => result.changes.length > 0).then(() => {
      const data = transform({ result }, ({ result }) => result.changes);
      emitEventStep({ eventName: "distribution.grade_changed", data });
    });
    return new WorkflowResponse(result);
  },
);
