import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { hasZeroBits, PROOF_BITS, readProof } from "./proof-of-work";

const CHALLENGE_LIFE_S = 300;

/** Hashes with the shop's secret: whoever reads the database finds no numbers, addresses or codes. */
export class KeyedHash {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  ofSubject(subject: string): string {
    return this.#of("subject", subject);
  }

  ofAddress(address: string): string {
    return this.#of("address", address);
  }

  ofCode(subject: string, purpose: string, code: string): string {
    return this.#of("code", subject, purpose, code);
  }

  /** What a page has to work on before the subject's next code. @param nonce 32 hex digits, random */
  challenge(subject: string, nonce: string, now_s: number): string {
    const expires_s = now_s + CHALLENGE_LIFE_S;
    return `${expires_s}.${nonce}.${this.#of("proof", subject, String(expires_s), nonce)}`;
  }

  /** The nonce of a proof that is for this subject, in time and worked for; else null. It counts once. */
  provenNonce(subject: string, proof: string, now_s: number): string | null {
    const read = readProof(proof);
    if (read === null || read.expires_s < now_s) return null;
    const expected = this.#of("proof", subject, String(read.expires_s), read.nonce);
    if (!isSameHash(expected, read.mac)) return null;
    const hash = createHash("sha256").update(proof, "utf8").digest();
    return hasZeroBits(hash, PROOF_BITS) ? read.nonce : null;
  }

  #of(...parts: string[]): string {
    return createHmac("sha256", this.#secret).update(JSON.stringify(parts)).digest("hex");
  }
}

/** Compares two hashes in the same time whatever they are. */
export function isSameHash(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
