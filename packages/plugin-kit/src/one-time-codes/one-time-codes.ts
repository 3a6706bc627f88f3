import { randomBytes, randomInt } from "node:crypto";
import { CODE_LIFE_S, codeOf, type DayLimits, decideSending } from "./code-rules";
import { CodeStore, type Database, type SentCode } from "./code-store";
import { isSameHash, KeyedHash } from "./keyed-hash";
import { PROOF_BITS } from "./proof-of-work";

/** Who asks for a code, and for what. */
export interface CodeRequest {
  /** The number or the e-mail address, in the one form it is kept in. */
  subject: string;
  purpose: string;
  /** The network address as it is counted. */
  address: string;
  /** What the page worked for, if it was asked to. */
  proof?: string | undefined;
}

export type ReservedCode =
  | { kind: "reserved"; sent: SentCode; code: string }
  | { kind: "prove"; challenge: string; bits: number }
  | { kind: "wait"; seconds: number }
  | { kind: "refused"; reason: "proof_invalid" };

export type CheckedCode = { kind: "right" } | { kind: "refused"; reason: "code_wrong" | "code_expired" };

/**
 * One-time codes in PostgreSQL, for all servers of a shop together: six digits bound to a subject and a purpose, kept as
 * keyed hashes, good once, for five minutes and five guesses.
 */
export class OneTimeCodes {
  readonly #store: CodeStore;
  readonly #hash: KeyedHash;
  readonly #limits: DayLimits;

  /** @param given `table` as `oneTimeCodeTables` made it; `limits` of a day */
  constructor(given: { database: Database; table: string; secret: string; limits: DayLimits }) {
    this.#store = new CodeStore(given.database, given.table);
    this.#hash = new KeyedHash(given.secret);
    this.#limits = given.limits;
  }

  /** Draws a code that the caller sends, or says what has to happen before. */
  async reserve({ subject, purpose, address, proof }: CodeRequest, now: Date): Promise<ReservedCode> {
    const now_s = Math.floor(now.getTime() / 1_000);
    const [subject_hash, address_hash] = [this.#hash.ofSubject(subject), this.#hash.ofAddress(address)];
    const proof_nonce = proof === undefined ? null : this.#hash.provenNonce(subject, proof, now_s);
    if (proof !== undefined && proof_nonce === null) return { kind: "refused", reason: "proof_invalid" };
    return this.#store.whileCounting(subject_hash, address_hash, async (store): Promise<ReservedCode> => {
      const recent = await store.recent(subject_hash, address_hash, now);
      const decision = decideSending(recent, this.#limits, proof_nonce !== null);
      if (decision.kind === "wait") return decision;
      if (decision.kind === "prove") {
        const challenge = this.#hash.challenge(subject, randomBytes(16).toString("hex"), now_s);
        return { kind: "prove", challenge, bits: PROOF_BITS };
      }
      const code = codeOf(randomInt(1_000_000));
      const code_hash = this.#hash.ofCode(subject, purpose, code);
      const expires_at = new Date(now.getTime() + CODE_LIFE_S * 1_000);
      const noted = { subject_hash, purpose, code_hash, expires_at };
      const sent = await store.note(noted, { address_hash, proof_nonce, now });
      return sent ? { kind: "reserved", sent, code } : { kind: "refused", reason: "proof_invalid" };
    });
  }

  /** Takes back a code that could not be sent: it is worth nothing and does not count. */
  forget(sent: SentCode): Promise<void> {
    return this.#store.forget(sent);
  }

  /** Whether a code is the subject's own for that purpose; a right one is used up. Five guesses are compared. */
  async verify(subject: string, purpose: string, code: string, now: Date): Promise<CheckedCode> {
    const subject_hash = this.#hash.ofSubject(subject);
    const expected = await this.#store.takeAttempt(subject_hash, purpose, now);
    if (expected === null) return { kind: "refused", reason: "code_expired" };
    if (!isSameHash(expected, this.#hash.ofCode(subject, purpose, code)))
      return { kind: "refused", reason: "code_wrong" };
    const isUsed = await this.#store.use(subject_hash, purpose, expected);
    return isUsed ? { kind: "right" } : { kind: "refused", reason: "code_expired" };
  }
}
