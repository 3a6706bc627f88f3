import { type Refused, refused } from "../errors";
import { firstRepeated } from "./plan-rates";
import type { Grade, GradeCondition, PlanDraft } from "./plan-shape";

export type PeopleRefusal =
  | "joining_condition_not_allowed"
  | "grade_condition_not_allowed"
  | "grade_condition_empty"
  | "grade_name_missing"
  | "grade_rank_taken"
  | "code_taken"
  | "days_out_of_range";

const LONGEST_WINDOW_DAYS = 366;
const CONDITION_KEYS = ["own_sales_fen", "own_earnings_fen", "window_days"];

/**
 * Why what a draft says about joining and grades cannot hold, or null. Joining costs nothing: whoever asks for a
 * designated product, a minimum spend, a deposit or a number of invited people is refused under every profile, and no
 * grade rests on a head count.
 */
export function peopleRefusal(draft: PlanDraft): Refused<PeopleRefusal> | null {
  const [condition] = Object.keys(draft.joining_conditions ?? {});
  if (condition !== undefined) {
    return refused("joining_condition_not_allowed", `plan.joining_conditions.${condition}`);
  }
  return gradesRefusal(draft.grades);
}

function gradesRefusal(grades: readonly Grade[]): Refused<PeopleRefusal> | null {
  const code = firstRepeated(grades.map((grade) => grade.code));
  if (code >= 0) return refused("code_taken", `plan.grades.${code}.code`);
  const rank = firstRepeated(grades.map((grade) => grade.rank));
  if (rank >= 0) return refused("grade_rank_taken", `plan.grades.${rank}.rank`);
  for (const [index, grade] of grades.entries()) {
    const field = `plan.grades.${index}`;
    if (grade.name.trim() === "") return refused("grade_name_missing", `${field}.name`);
    const refusal =
      conditionRefusal(grade.upgrade, `${field}.upgrade`) ??
      conditionRefusal(grade.downgrade, `${field}.downgrade`);
    if (refusal) return refusal;
  }
  return null;
}

function conditionRefusal(condition: GradeCondition | null, field: string): Refused<PeopleRefusal> | null {
  if (!condition) return null;
  const foreign = Object.keys(condition).find((key) => !CONDITION_KEYS.includes(key));
  if (foreign !== undefined) return refused("grade_condition_not_allowed", `${field}.${foreign}`);
  if (condition.own_sales_fen === undefined && condition.own_earnings_fen === undefined) {
    return refused("grade_condition_empty", field);
  }
  const { window_days } = condition;
  return Number.isInteger(window_days) && window_days >= 1 && window_days <= LONGEST_WINDOW_DAYS
    ? null
    : refused("days_out_of_range", `${field}.window_days`);
}
