import { startOfDayAfter } from "../shanghai-day";
import type { Grade, GradeCondition } from "./plan-shape";

/** What a distributor sold and earned within some days; nobody is counted. */
export interface GradeFigures {
  own_sales_fen: bigint;
  own_earnings_fen: bigint;
}

/** A distributor's figures for a window of so many days. */
export type FiguresOf = (window_days: number) => GradeFigures;

/** The moments `[from, until)` of a window: whole Asia/Shanghai days that have ended. */
export function gradeWindow(window_days: number, now: Date): { from: Date; until: Date } {
  return { from: startOfDayAfter(now, -window_days), until: startOfDayAfter(now, 0) };
}

/** Every window that the grades' conditions look at, each once, shortest first. */
export function gradeWindows(grades: readonly Grade[]): number[] {
  const windows = grades.flatMap(({ upgrade, downgrade }) => [upgrade, downgrade]);
  const days = windows.flatMap((condition) => (condition ? [condition.window_days] : []));
  return [...new Set(days)].sort((left, right) => left - right);
}

/** Whether every amount that a condition names was reached. */
export function isReached(condition: GradeCondition, figuresOf: FiguresOf): boolean {
  const { own_sales_fen, own_earnings_fen } = figuresOf(condition.window_days);
  return (
    own_sales_fen >= (condition.own_sales_fen ?? 0n) && own_earnings_fen >= (condition.own_earnings_fen ?? 0n)
  );
}

/**
 * The grade a distributor should have. They rise to the highest grade whose upgrade condition they reach. They keep
 * theirs while its downgrade condition is reached (a grade without one is never lost); else they fall to the highest
 * grade below that they could rise to or would keep. A grade without an upgrade condition is only ever given by hand.
 * Grades are named by code; rank says which is higher and nothing else.
 * @param current the code of the present grade; null for none, and one the plan no longer has counts as none
 */
export function gradeFor(
  grades: readonly Grade[],
  current: string | null,
  figuresOf: FiguresOf,
): string | null {
  const falling = [...grades].sort((left, right) => right.rank - left.rank);
  const held = falling.find(({ code }) => code === current) ?? null;
  for (const grade of falling) {
    if (grade.code === held?.code && keeps(grade, figuresOf)) return grade.code;
    if (!grade.upgrade) continue;
    if (isReached(grade.upgrade, figuresOf)) return grade.code;
    if (held && grade.rank < held.rank && keeps(grade, figuresOf)) return grade.code;
  }
  return null;
}

function keeps({ downgrade }: Grade, figuresOf: FiguresOf): boolean {
  return downgrade === null || isReached(downgrade, figuresOf);
}

/** How far somebody is with one amount of a condition. */
export interface GradeProgress {
  kind: "own_sales_fen" | "own_earnings_fen";
  window_days: number;
  needed_fen: bigint;
  reached_fen: bigint;
}

/** How far somebody is with each amount that a condition names. */
export function progressWith(condition: GradeCondition, figuresOf: FiguresOf): GradeProgress[] {
  const { window_days } = condition;
  const figures = figuresOf(window_days);
  return (["own_sales_fen", "own_earnings_fen"] as const).flatMap((kind) => {
    const needed_fen = condition[kind];
    return needed_fen === undefined ? [] : [{ kind, window_days, needed_fen, reached_fen: figures[kind] }];
  });
}

/** The next grade above that can be reached; null when there is none. */
export function nextGrade(grades: readonly Grade[], current: string | null): Grade | null {
  const rank = grades.find(({ code }) => code === current)?.rank ?? Number.NEGATIVE_INFINITY;
  const above = grades.filter((grade) => grade.upgrade !== null && grade.rank > rank);
  return above.reduce<Grade | null>((next, one) => (next && next.rank < one.rank ? next : one), null);
}
