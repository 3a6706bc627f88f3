/** Longer than a wrong password takes to be compared, on a machine that is not overloaded. */
const STEP_MS = 400;

/** How much longer to wait so that an answer takes a whole number of steps. @param elapsed_ms since it was asked */
export function waitForStep(elapsed_ms: number): number {
  return Math.ceil((elapsed_ms + 1) / STEP_MS) * STEP_MS - elapsed_ms;
}

interface Answer {
  statusCode: number;
  end: (...given: never[]) => unknown;
}

/**
 * Lets answers with these statuses leave in whole steps: comparing a password takes long, finding no account does not,
 * and the difference would say which accounts exist.
 */
export function evenTiming(res: Answer, statuses: readonly number[]): void {
  const began_ms = performance.now();
  const end = res.end.bind(res);
  res.end = (...given) => {
    if (!statuses.includes(res.statusCode)) return end(...given);
    setTimeout(() => end(...given), waitForStep(performance.now() - began_ms));
    return res;
  };
}
