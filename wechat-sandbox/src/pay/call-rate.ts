import { PayRefusal } from "./pay-refusal.js";

const SECOND_MS = 1_000;

/** Counts calls of the last second, per kind of call. Nothing of it survives a restart. */
export class CallRate {
  readonly #calls = new Map<string, number[]>();

  /** Remembers a call. */
  count(kind: string, now: number): void {
    const calls = this.#recent(kind, now);
    calls.push(now);
    this.#calls.set(kind, calls);
  }

  /** @throws PayRefusal 429 FREQUENCY_LIMITED when there have been this many within a second. */
  check(kind: string, limit: number, now: number): void {
    if (this.#recent(kind, now).length >= limit) {
      throw new PayRefusal(429, "FREQUENCY_LIMITED", "频率限制，请降低频率后重试");
    }
  }

  #recent(kind: string, now: number): number[] {
    return (this.#calls.get(kind) ?? []).filter((at) => at > now - SECOND_MS);
  }
}
