import type { MedusaContainer } from "@medusajs/framework/types";
import type { Refused } from "../../domain/errors";
import { type GradeEvent, gradeEvent } from "../../modules/distribution/plan/views";
import { announce } from "../announce";
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

/** Gives a distributor a grade by hand, for later orders, and says so when it is another one. */
export async function giveGrade(container: MedusaContainer, input: GiveGradeInput): Promise<GiveGradeResult> {
  const result = await distributionService(container).plans.grades.give({ ...input, now: new Date() });
  if (result.kind === "refused") return result;
  const { grade_code, grade_is_pinned } = result.distributor;
  const change = result.change && gradeEvent(result.change);
  if (change) await announce(container, "distribution.grade_changed", change);
  return { kind: "given", grade_code, is_pinned: grade_is_pinned, change };
}
