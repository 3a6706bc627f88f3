import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Purpose } from "../../domain/one-time-code";
import { hasZeroBits, PROOF_BITS, readProof } from "../../domain/proof-of-work";

const CHALLENGE_LIFE_S = 300;

/** Hashes with the shop's secret: whoever reads the database finds neither numbers nor codes. */
export class KeyedHash {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  ofPhone(phone: string): string {
    return this.#of("phone", phone);
  }

  ofAddress(address: string): string {
    return this.#of("address", address);
  }

  ofCode(phone: string, purpose: Purpose, code: string): string {
    return this.#of("code", phone, purpose, code);
  }

  /** What a page has to work on before the number's next code. @param nonce 32 hex digits, random */
  challenge(phone: string, nonce: string, now_s: number): string {
    const expires_s = now_s + CHALLENGE_LIFE_S;
    return `${expires_s}.${nonce}.${this.#of("proof", phone, String(expires_s), nonce)}`;
  }

  /** The nonce of a proof that is for this number, in time and worked for; else null. It counts once. */
  provenNonce(phone: string, proof: string, now_s: number): string | null {
    const read = readProof(proof);
    if (read === null || read.expires_s < now_s) return null;
    const expected = this.#of("proof", phone, String(read.expires_s), read.nonce);
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
