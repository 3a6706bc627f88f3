interface Bucket {
  left: number;
  at_ms: number;
}

/**
 * How often an address may send: a bucket that refills evenly. Each server counts by itself, for what it guards is that
 * server's memory; nothing here is worth a question to the database.
 */
export class AddressBrake {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    readonly per_minute: number,
    readonly most_addresses = 100_000,
  ) {}

  /** @returns after how many seconds to try again; null when the request may pass */
  take(address: string, now: Date): number | null {
    const now_ms = now.getTime();
    const bucket = this.#buckets.get(address) ?? { left: this.per_minute, at_ms: now_ms };
    const refilled = ((now_ms - bucket.at_ms) / 60_000) * this.per_minute;
    const left = Math.min(this.per_minute, bucket.left + Math.max(0, refilled));
    this.#buckets.delete(address);
    if (this.#buckets.size >= this.most_addresses) this.#forgetOldest();
    const passes = left >= 1;
    this.#buckets.set(address, { left: passes ? left - 1 : left, at_ms: now_ms });
    return passes ? null : Math.max(1, Math.ceil(((1 - left) / this.per_minute) * 60));
  }

  /** A map keeps its order: the first has been silent the longest. */
  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
