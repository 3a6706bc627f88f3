import { sha256 } from "@noble/hashes/sha2";
import { utf8ToBytes } from "@noble/hashes/utils";

/** Tries between two breaths: the page stays responsive. */
const TRIES_AT_ONCE = 2_000;

/**
 * Finds the number whose hash, with the challenge, begins with that many zero bits.
 * @param breathe waits a moment
 * @returns what the server takes as a proof
 */
export async function prove(
  challenge: string,
  bits: number,
  breathe: () => Promise<void> = () => new Promise((resolve) => setTimeout(resolve)),
): Promise<string> {
  for (let number = 0; ; number += 1) {
    const proof = `${challenge}:${number}`;
    if (zeroBits(sha256(utf8ToBytes(proof))) >= bits) return proof;
    if (number % TRIES_AT_ONCE === TRIES_AT_ONCE - 1) await breathe();
  }
}

function zeroBits(hash: Uint8Array): number {
  const first = hash.findIndex((byte) => byte !== 0);
  return first === -1 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] ?? 0) - 24;
}
