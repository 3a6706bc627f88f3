const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

const two = (value: number): string => value.toString().padStart(2, "0");

/** An instant as Chinese shoppers read it, in Asia/Shanghai (which has no summer time): `2026-05-01 20:08`. */
export function formatInstant(instant: string): string {
  const local = new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS);
  return `${formatDay(instant)} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
}

/** The day of an instant in Asia/Shanghai: `2026-05-01`. */
export function formatDay(instant: string): string {
  const local = new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS);
  return `${local.getUTCFullYear()}-${two(local.getUTCMonth() + 1)}-${two(local.getUTCDate())}`;
}

/** Whole seconds left until a deadline, never negative; a started second counts. */
export function secondsUntil(deadline: string, nowMs: number): number {
  return Math.max(0, Math.ceil((Date.parse(deadline) - nowMs) / 1000));
}

/** Seconds as a countdown: `14:59`, with hours only when there are any: `1:00:00`. */
export function formatCountdown(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
