/** The legal day in China a moment falls on, as `2025-11-22`. China has had one time zone, without summer time, since 1992. */
export function shanghaiDay(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
