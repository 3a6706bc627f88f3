import type { EntityManager } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import {
  type FiguresOf,
  type GradeFigures,
  type GradeProgress,
  gradeFor,
  gradeWindow,
  gradeWindows,
  nextGrade,
  progressWith,
} from "../../../domain/plan/grade";
import type { Grade } from "../../../domain/plan/plan-shape";
import { appendAudit } from "../database/audit-store";
import { newId } from "../database/new-id";
import { lockDistributor } from "../referral/distributor-store";
import type { DistributorRow } from "../referral/people.entity";
import { type GradeChangeRow, lockGraded, readFigures, writeGrade } from "./grade-store";
import { findPlanInForce } from "./plan-store";

/** Who speaks where figures decide. */
const BY_FIGURES = "system";
const NOTHING: GradeFigures = { own_sales_fen: 0n, own_earnings_fen: 0n };

/** A page of distributors to appraise. */
export interface AppraisePage {
  /** Account numbers above this one; 0 from the beginning. */
  after: bigint;
  limit: number;
  now: Date;
}

/** What an appraisal changed, and where the next page begins; null after the last. */
export interface AppraisedPage {
  changes: GradeChangeRow[];
  next: bigint | null;
}

/**
 * Gives a page of active distributors the grades that their figures deserve under the plan in force. Grades given by
 * hand stay. Appraised again on the same day nothing changes.
 */
export async function appraisePage(
  manager: EntityManager,
  { after, limit, now }: AppraisePage,
): Promise<AppraisedPage> {
  const plan = await findPlanInForce(manager, now);
  if (!plan) return { changes: [], next: null };
  const people = await lockGraded(manager, { after, limit });
  const figures = await figuresByWindow(
    manager,
    plan.grades,
    people.map(({ account_no }) => account_no),
    now,
  );
  const changes: GradeChangeRow[] = [];
  for (const { id, account_no, grade_code } of people) {
    const figuresOf: FiguresOf = (days) => figures.get(days)?.get(account_no) ?? NOTHING;
    const to_code = gradeFor(plan.grades, grade_code, figuresOf);
    if (to_code === grade_code) continue;
    const change: GradeChangeRow = {
      ...{ id: newId("grade_change"), distributor_id: id, from_code: grade_code, to_code },
      ...{ cause: "figures", is_pinned: false, plan_id: plan.id, reason: null },
      figures: keptFigures(plan.grades, figuresOf),
      actor_id: BY_FIGURES,
      changed_at: now,
    };
    await write(manager, change);
    changes.push(change);
  }
  return { changes, next: people.length < limit ? null : (people.at(-1)?.account_no ?? null) };
}

async function figuresByWindow(
  manager: EntityManager,
  grades: readonly Grade[],
  distributor_nos: readonly bigint[],
  now: Date,
): Promise<Map<number, Map<bigint, GradeFigures>>> {
  const found = new Map<number, Map<bigint, GradeFigures>>();
  for (const days of gradeWindows(grades)) {
    found.set(days, await readFigures(manager, distributor_nos, gradeWindow(days, now)));
  }
  return found;
}

function keptFigures(grades: readonly Grade[], figuresOf: FiguresOf): GradeChangeRow["figures"] {
  return Object.fromEntries(
    gradeWindows(grades).map((days) => {
      const { own_sales_fen, own_earnings_fen } = figuresOf(days);
      const figures = {
        own_sales_fen: String(own_sales_fen),
        own_earnings_fen: String(own_earnings_fen),
      };
      return [String(days), figures];
    }),
  );
}

/** A grade that somebody at the merchant's gives, or gives back to the figures. */
export interface GiveGrade {
  distributor_id: string;
  /** The grade's code in the plan in force; null for none. */
  grade_code: string | null;
  /** Whether it stays whatever the figures say; otherwise the next appraisal may change it. */
  is_pinned: boolean;
  actor_id: string;
  reason: string;
  now: Date;
}

export type GradeResult =
  | { kind: "given"; distributor: DistributorRow; change: GradeChangeRow | null }
  | Refused<"distributor_not_found" | "distributor_closed" | "grade_not_offered" | "reason_missing">;

/** Gives a distributor a grade by hand, for orders from now on. */
export async function giveGrade(manager: EntityManager, input: GiveGrade): Promise<GradeResult> {
  const { distributor_id, grade_code, is_pinned, actor_id, now } = input;
  const reason = input.reason.trim();
  if (reason === "") return refused("reason_missing", "reason");
  const known = await lockDistributor(manager, distributor_id);
  if (!known) return refused("distributor_not_found");
  if (known.status === "closed") return refused("distributor_closed");
  const plan = await findPlanInForce(manager, now);
  const isOffered = plan?.grades.some(({ code }) => code === grade_code) ?? false;
  if (grade_code !== null && !isOffered) return refused("grade_not_offered", "grade_code");
  if (known.grade_code === grade_code && known.grade_is_pinned === is_pinned) {
    return { kind: "given", distributor: known, change: null };
  }
  const change: GradeChangeRow = {
    ...{ id: newId("grade_change"), distributor_id, from_code: known.grade_code, to_code: grade_code },
    ...{ cause: "hand", is_pinned, plan_id: plan?.id ?? null, figures: null, actor_id, reason },
    changed_at: now,
  };
  await write(manager, change, known.grade_is_pinned);
  const distributor = await lockDistributor(manager, distributor_id);
  return { kind: "given", distributor: distributor ?? known, change };
}

async function write(manager: EntityManager, change: GradeChangeRow, wasPinned = false): Promise<void> {
  const { distributor_id, from_code, to_code, is_pinned, actor_id, reason, changed_at } = change;
  await writeGrade(manager, change);
  await appendAudit(manager, {
    occurred_at: changed_at,
    actor_id,
    action: "grade_changed",
    subject_id: distributor_id,
    before: { grade_code: from_code, is_pinned: wasPinned },
    after: { grade_code: to_code, is_pinned, figures: change.figures },
    ...(reason ? { reason } : {}),
  });
}

/** A distributor's grade with what it brings, and how far the next one is. */
export interface GradeStatus {
  grade: Grade | null;
  since: Date | null;
  is_pinned: boolean;
  /** How far the figures are with what keeps the grade; empty when nothing is asked. */
  keeping: GradeProgress[];
  next: { grade: Grade; progress: GradeProgress[] } | null;
}

/** Where a distributor stands among the grades of the plan in force; null when it has none. */
export async function gradeStatus(
  manager: EntityManager,
  { account_no, grade_code, grade_since, grade_is_pinned }: DistributorRow,
  now: Date,
): Promise<GradeStatus | null> {
  const plan = await findPlanInForce(manager, now);
  if (!plan || plan.grades.length === 0) return null;
  const figures = await figuresByWindow(manager, plan.grades, [account_no], now);
  const figuresOf: FiguresOf = (days) => figures.get(days)?.get(account_no) ?? NOTHING;
  const grade = plan.grades.find(({ code }) => code === grade_code) ?? null;
  const above = grade_is_pinned ? null : nextGrade(plan.grades, grade_code);
  return {
    grade,
    since: grade && grade_since,
    is_pinned: grade_is_pinned,
    keeping: grade?.downgrade && !grade_is_pinned ? progressWith(grade.downgrade, figuresOf) : [],
    next: above?.upgrade ? { grade: above, progress: progressWith(above.upgrade, figuresOf) } : null,
  };
}
