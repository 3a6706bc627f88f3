/** Hours of Shanghai in which nobody is written to, from the first up to the last; the same twice are none. */
export interface QuietHours {
  readonly from_hour: number;
  readonly until_hour: number;
}

export const STANDARD_QUIET_HOURS: QuietHours = { from_hour: 22, until_hour: 8 };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_MS = 8 * HOUR_MS;

/** Whether it is a time at which nobody is written to. */
export function isQuiet(now: Date, { from_hour, until_hour }: QuietHours): boolean {
  const hour = new Date(now.getTime() + SHANGHAI_MS).getUTCHours();
  return from_hour <= until_hour
    ? hour >= from_hour && hour < until_hour
    : hour >= from_hour || hour < until_hour;
}

/** When somebody may be written to: now, or when the quiet hours are over. */
export function afterQuiet(now: Date, hours: QuietHours): Date {
  if (!isQuiet(now, hours)) return now;
  const shanghai_ms = now.getTime() + SHANGHAI_MS;
  const ends_ms = Math.floor(shanghai_ms / DAY_MS) * DAY_MS + hours.until_hour * HOUR_MS - SHANGHAI_MS;
  return new Date(ends_ms > now.getTime() ? ends_ms : ends_ms + DAY_MS);
}
