const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** A day of Shanghai, and the moment of it that corresponds to now. */
export interface DayPeriod {
  readonly from: Date;
  /** The same time of day as now: what lies before it can be compared with today so far. */
  readonly so_far: Date;
  /** The end of the day; for today it is now. */
  readonly until: Date;
}

/** Today, yesterday, and the same day of last week, by Shanghai's calendar. */
export function comparedDays(now: Date): Record<"today" | "yesterday" | "last_week", DayPeriod> {
  const midnight = now.getTime() - ((now.getTime() + SHANGHAI_MS) % DAY_MS);
  const day = (back: number): DayPeriod => ({
    from: new Date(midnight - back * DAY_MS),
    so_far: new Date(now.getTime() - back * DAY_MS),
    until: back === 0 ? now : new Date(midnight - (back - 1) * DAY_MS),
  });
  return { today: day(0), yesterday: day(1), last_week: day(7) };
}
