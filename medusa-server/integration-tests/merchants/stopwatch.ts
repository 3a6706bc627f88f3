/** Adds up what the parts of a run take. */
export class Stopwatch {
  readonly #took_ms = new Map<string, number>();

  async time<Outcome>(part: string, work: () => Promise<Outcome>): Promise<Outcome> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      this.#took_ms.set(part, (this.#took_ms.get(part) ?? 0) + performance.now() - began);
    }
  }

  /** What each part took so far, in seconds, such as `pages 12.3, rest 8.0`. */
  toString(): string {
    return [...this.#took_ms].map(([part, took]) => `${part} ${(took / 1_000).toFixed(1)}`).join(", ");
  }
}
