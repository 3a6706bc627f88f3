/** China keeps one time zone without daylight saving. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The calendar day of Asia/Shanghai at a moment, counted from 1970-01-01. */
function dayNumber(moment: Date): number {
  return Math.floor((moment.getTime() + SHANGHAI_OFFSET_MS) / DAY_MS);
}

/** The moment at which the Asia/Shanghai day `days` after that of `moment` begins. */
export function startOfDayAfter(moment: Date, days: number): Date {
  return new Date((dayNumber(moment) + days) * DAY_MS - SHANGHAI_OFFSET_MS);
}

/** The calendar day of Asia/Shanghai as text: `"2026-03-01"`. */
export function shanghaiDay(moment: Date): string {
  return new Date(moment.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** The last `count` days of Asia/Shanghai as text, oldest first, that of `moment` last. */
export function lastShanghaiDays(moment: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    shanghaiDay(new Date(moment.getTime() - (count - 1 - index) * DAY_MS)),
  );
}

/** The calendar month of Asia/Shanghai as text: `"2026-03"`. */
export function shanghaiMonth(moment: Date): string {
  return shanghaiDay(moment).slice(0, 7);
}
