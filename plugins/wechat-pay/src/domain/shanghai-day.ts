/** The legal day in China a moment falls on, as `2025-11-22`. China has had one time zone, without summer time, since 1992. */
export function shanghaiDay(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

/** When a day in China begins and ends (exclusive). */
export function shanghaiDayBounds(day: string): { readonly from: Date; readonly until: Date } {
  const from = new Date(`${day}T00:00:00+08:00`);
  return { from, until: new Date(from.getTime() + DAY_MS) };
}

/** Whether a text is a day that exists: `2026-02-28`, not `2026-02-30`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** WeChat has a day's bills ready after 10:00 of the next; half an hour later everybody's are. */
const BILLS_READY_MS = 10.5 * 3_600_000;

/** The latest day whose bills WeChat has ready: yesterday from 10:30 on, before that the day before. */
export function latestBilledDay(now: Date): string {
  return shanghaiDay(new Date(now.getTime() - BILLS_READY_MS - DAY_MS));
}
