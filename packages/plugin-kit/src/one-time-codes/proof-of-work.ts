/** How many zero bits the hash begins with: some 65,000 tries, a moment for one page and a cost for a thousand. */
export const PROOF_BITS = 16;

/** A proof is the challenge, a colon, and the number whose hash begins with the zeros. */
const PROOF = /^(\d{1,12})\.([0-9a-f]{32})\.([0-9a-f]{64}):(\d{1,12})$/;

export interface ReadProof {
  expires_s: number;
  nonce: string;
  mac: string;
}

/** Takes a proof apart; null when it is none. */
export function readProof(proof: string): ReadProof | null {
  const [, expires, nonce, mac] = PROOF.exec(proof) ?? [];
  if (expires === undefined || nonce === undefined || mac === undefined) return null;
  return { expires_s: Number(expires), nonce, mac };
}

/** Whether a hash begins with that many zero bits. */
export function hasZeroBits(hash: Uint8Array, bits: number): boolean {
  const whole = Math.floor(bits / 8);
  if (hash.length * 8 < bits || hash.subarray(0, whole).some((byte) => byte !== 0)) return false;
  return bits % 8 === 0 || (hash[whole] ?? 255) >> (8 - (bits % 8)) === 0;
}
