/** Misses are counted in windows of ten minutes, which begin at fixed times. */
const WINDOW_SECONDS = 600;

/**
 * The misses after which a window is over for whoever made them. Behind one address there may be a whole town: mobile
 * networks and offices share theirs, so an address bears what twenty customers do.
 */
export const MOST_FAILURES = { customer: 10, address: 200 } as const;

/** Who guesses: an account, or everybody behind one address. */
export type RateLimitKeyKind = keyof typeof MOST_FAILURES;

/** How often somebody missed in the window of this moment. */
export interface Failures {
  kind: RateLimitKeyKind;
  misses: number;
}

/** When the window of a moment began. */
export function windowStart(now: Date): Date {
  const length_ms = WINDOW_SECONDS * 1_000;
  return new Date(Math.floor(now.getTime() / length_ms) * length_ms);
}

/**
 * How long whoever missed as often must wait.
 * @returns whole seconds until the window ends; null when nobody has to wait
 */
export function waitSeconds(counted: readonly Failures[], now: Date): number | null {
  if (counted.every(({ kind, misses }) => misses < MOST_FAILURES[kind])) return null;
  const ends_at = windowStart(now).getTime() + WINDOW_SECONDS * 1_000;
  return Math.ceil((ends_at - now.getTime()) / 1_000);
}
