/** Days of a shop are those of Shanghai, which has kept one time, eight hours ahead of UTC, since 1991. */
const AHEAD_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** A day as `2026-11-30`. */
export type Day = string;

/** The day a moment falls on. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + AHEAD_MS).toISOString().slice(0, 10);
}

/** When a day begins. */
export function beginningOf(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - AHEAD_MS);
}

/** The day so many days later, or earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day of the week, Monday 1 to Sunday 7. */
export function isoWeekday(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** How many days later the second is. */
export function daysBetween(first: Day, second: Day): number {
  return Math.round((Date.parse(second) - Date.parse(first)) / DAY_MS);
}

/** Whether a text names a day of the calendar. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
}
