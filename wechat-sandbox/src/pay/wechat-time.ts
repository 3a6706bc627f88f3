const EIGHT_HOURS_MS = 8 * 3_600_000;

/** A moment as WeChat writes it: whole seconds, Beijing time (`2018-06-08T10:34:56+08:00`). */
export function beijingTime(at: number): string {
  return `${new Date(at + EIGHT_HOURS_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The day in front of WeChat's own numbers, Beijing time (`20180608`). */
export function beijingDay(at: number): string {
  return beijingTime(at).slice(0, 10).replaceAll("-", "");
}

/** A moment as bills write it, Beijing time (`2018-06-08 10:34:56`). */
export function beijingMoment(at: number): string {
  return beijingTime(at).slice(0, 19).replace("T", " ");
}
