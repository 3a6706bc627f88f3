const SHANGHAI_MS = 8 * 3_600_000;

/** An instant by the clock of Shanghai, as Medusa writes days: `"2026-11-30 01:39"`. */
export const timeText = (iso: string): string => shanghaiInput(iso).replace("T", " ");

/** A moment that may not have come. */
export const timeOrDash = (iso: string | null | undefined): string => (iso ? timeText(iso) : "—");

/** The day of an instant in Shanghai: `"2026-11-30"`. */
export const dayText = (iso: string): string => shanghaiInput(iso).slice(0, 10);

/** The month of Shanghai in which an instant lies: `"2026-11"`. */
export const monthOf = (moment_ms: number): string =>
  new Date(moment_ms + SHANGHAI_MS).toISOString().slice(0, 7);

/** The latest months of Shanghai, the running one first. */
export function latestMonths(now_ms: number, count: number): string[] {
  const [year = 0, month = 0] = monthOf(now_ms).split("-").map(Number);
  return Array.from({ length: count }, (_none, back) => {
    const months = year * 12 + month - 1 - back;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
  });
}

/** An instant for an input of local time, by the clock of Shanghai: `"2026-11-11T00:00"`. */
export const shanghaiInput = (iso: string): string =>
  new Date(Date.parse(iso) + SHANGHAI_MS).toISOString().slice(0, 16);

/** Back from such an input to an instant. */
export const instantOfInput = (typed: string): string => new Date(`${typed}:00+08:00`).toISOString();
