import { DistributionError } from "./errors";

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Whether a text names a calendar month: `"2026-03"`. */
export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

function partsOf(month: string): { year: number; index: number } {
  const match = MONTH.exec(month);
  if (!match) throw new DistributionError("not_a_month", { month });
  return { year: Number(match[1]), index: Number(match[2]) - 1 };
}

function monthText(year: number, index: number): string {
  return new Date(Date.UTC(year, index, 1)).toISOString().slice(0, 7);
}

/** The month some months later (or earlier). @throws DistributionError `not_a_month` */
export function monthAfter(month: string, months = 1): string {
  const { year, index } = partsOf(month);
  return monthText(year, index + months);
}

/** When a month begins and the next one begins, in Asia/Shanghai. @throws DistributionError `not_a_month` */
export function monthBounds(month: string): { starts_at: Date; ends_at: Date } {
  const { year, index } = partsOf(month);
  const at = (moment: number) => new Date(moment - SHANGHAI_OFFSET_MS);
  return { starts_at: at(Date.UTC(year, index, 1)), ends_at: at(Date.UTC(year, index + 1, 1)) };
}
