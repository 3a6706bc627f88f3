const LONGEST_TIMER_MS = 2_000_000_000;

/** Appointments that end with the process; what they do is in the state and is taken up by the next run. */
export class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();

  /** Does something at a moment, at once if it has passed. */
  at(moment: number, act: () => void): void {
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, moment - Date.now()));
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      act();
    }, wait);
    this.#pending.add(timer);
  }

  /** Forgets every appointment. */
  stop(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}
