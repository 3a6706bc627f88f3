import type { MedusaContainer } from "@medusajs/framework/types";
import { type GradeEvent, gradeEvent } from "../../modules/distribution/plan/views";
import { announce } from "../announce";
import { distributionService } from "../distribution-service";

const PAGE = 500;

export interface AppraiseGradesInput {
  /** How many distributors to appraise in one transaction. */
  page?: number;
}

/** Gives all distributors the grades that their own sales and earnings deserve, and says which changed. */
export async function appraiseGrades(
  container: MedusaContainer,
  { page = PAGE }: AppraiseGradesInput = {},
): Promise<{ changes: GradeEvent[] }> {
  const { grades } = distributionService(container).plans;
  const now = new Date();
  const changes: GradeEvent[] = [];
  for (let after: bigint | null = 0n; after !== null; ) {
    const appraised: Awaited<ReturnType<typeof grades.appraise>> = await grades.appraise({
      ...{ after, limit: page, now },
    });
    changes.push(...appraised.changes.map(gradeEvent));
    after = appraised.next;
  }
  await announce(container, "distribution.grade_changed", ...changes);
  return { changes };
}
