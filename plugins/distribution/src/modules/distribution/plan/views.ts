import { type Json, jsonOf } from "../../../domain/json";
import type { GradeProgress } from "../../../domain/plan/grade";
import type { Plan } from "../../../domain/plan/plan";
import type { Grade } from "../../../domain/plan/plan-shape";
import type { GradeStatus } from "./grade";
import type { GradeChangeRow } from "./grade-store";

/** What leaves the plugin is plain JSON: amounts as decimal strings of fen, moments as ISO 8601. */
export type PlanView = Json<Plan>;

/** A plan as JSON. */
export function planView(plan: Plan): PlanView {
  return jsonOf(plan);
}

/** Payload of `distribution.grade_changed`. */
export interface GradeEvent {
  distributor_id: string;
  from_code: string | null;
  to_code: string | null;
}

/** A change of grade as an event's payload. */
export function gradeEvent({ distributor_id, from_code, to_code }: GradeChangeRow): GradeEvent {
  return { distributor_id, from_code, to_code };
}

/** A change of grade as JSON for the merchant. */
export function gradeChangeView({ changed_at, ...rest }: GradeChangeRow) {
  return { ...rest, changed_at: changed_at.toISOString() };
}

/** Where a distributor stands among the grades, as JSON for the person themselves. */
export function gradeStatusView({ grade, since, is_pinned, keeping, next }: GradeStatus) {
  return {
    grade: grade && gradeView(grade),
    since: since?.toISOString() ?? null,
    is_pinned,
    keeping: keeping.map(progressView),
    next: next && { ...gradeView(next.grade), progress: next.progress.map(progressView) },
  };
}

function gradeView({ code, name, benefits }: Grade) {
  return { code, name, benefits };
}

function progressView({ kind, window_days, needed_fen, reached_fen }: GradeProgress) {
  return { kind, window_days, needed_fen: String(needed_fen), reached_fen: String(reached_fen) };
}
