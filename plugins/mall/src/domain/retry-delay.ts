const FIRST_MS = 15_000;
const LONGEST_MS = 3_600_000;

/** How long something that has failed so often in a row waits before it is tried again: 15 s, doubled up to an hour. */
export function retryDelayMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(failures, 1) - 1, 20));
}
