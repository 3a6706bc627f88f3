import { z } from "zod";
import { addDays, type Day, isoWeekday } from "../shanghai-day";
import type { DayRange } from "./range";
import { REPORTS } from "./report-names";

/** How often a report is mailed: on Mondays about the week before, on the first about the month before. */
export const RHYTHMS = ["week", "month"] as const;
export type Rhythm = (typeof RHYTHMS)[number];

const MOST_ADDRESSES = 10;

export const reportMailShape = z.strictObject({
  report: z.enum(REPORTS),
  every: z.enum(RHYTHMS),
  emails: z.array(z.email().max(254)).min(1).max(MOST_ADDRESSES),
});

export type ReportMail = z.output<typeof reportMailShape>;

/** Of each address the first day of the period whose mail it has had last. */
export type Mailed = Readonly<Record<string, Day>>;

/** Who has not had the mail of a period yet. */
export const stillToMail = (emails: readonly string[], mailed: Mailed, { from }: DayRange): string[] =>
  emails.filter((email) => mailed[email] !== from);

/** The first day after this one on which it is mailed. */
export function nextMailDay(every: Rhythm, today: Day): Day {
  if (every === "week") return addDays(today, 8 - isoWeekday(today));
  const [year = 0, month = 0] = today.split("-").map(Number);
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
}

/** The days a mail of that day is about, all of them over. */
export function mailedRange(every: Rhythm, day: Day): DayRange {
  if (every === "week") {
    const monday = addDays(day, 1 - isoWeekday(day));
    return { from: addDays(monday, -7), to: addDays(monday, -1) };
  }
  const to = addDays(`${day.slice(0, 7)}-01`, -1);
  return { from: `${to.slice(0, 7)}-01`, to };
}
