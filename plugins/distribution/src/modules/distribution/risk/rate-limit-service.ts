import { createHash } from "node:crypto";
import type { DataSource } from "typeorm";
import { type RateLimitKeyKind, waitSeconds, windowStart } from "../../../domain/risk/rate-limit";
import type { Encryptor } from "../identity/encryptor";
import { addMiss, forgetMisses, type RateLimitKey, readMisses } from "./rate-limit-store";

/** Whoever names a share link, an invitation or an identity: their account, and the address they come from. */
export type RateLimitedCaller = Record<RateLimitKeyKind, string>;

/** Stops whoever tries one code after another; the servers of a shop count together. */
export class RateLimitService {
  readonly #source: DataSource;
  readonly #sealer: Encryptor | null;

  /** @param sealer makes the marks under which misses are counted; without a key they are plain hashes */
  constructor(source: DataSource, sealer: Encryptor | null) {
    this.#source = source;
    this.#sealer = sealer;
  }

  /** How many seconds somebody must wait before they may try again; null when they may try now. */
  async wait(by: RateLimitedCaller, now: Date): Promise<number | null> {
    return waitSeconds(await readMisses(this.#source.manager, this.#keysOf(by), windowStart(now)), now);
  }

  /** Counts a miss. @returns how many seconds they must wait from now on; null when they may go on */
  async miss(by: RateLimitedCaller, now: Date): Promise<number | null> {
    return waitSeconds(await addMiss(this.#source.manager, this.#keysOf(by), windowStart(now)), now);
  }

  /** Forgets the windows that are over. */
  forget(now: Date): Promise<void> {
    return forgetMisses(this.#source.manager, windowStart(now));
  }

  #keysOf({ customer, address }: RateLimitedCaller): RateLimitKey[] {
    return [
      { kind: "customer", mark: this.#mark(`customer/${customer}`) },
      { kind: "address", mark: this.#mark(`network address/${address}`) },
    ];
  }

  #mark(text: string): Buffer {
    return this.#sealer?.lookup(text) ?? createHash("sha256").update(text).digest();
  }
}
