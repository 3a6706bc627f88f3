import { bytesToHex } from "@noble/hashes/utils";

const KEY = "tengman.device";
const ID_BYTES = 16;

/**
 * This browser's own random name: it says nothing about the person, and tells a household with one phone from a farm of
 * accounts. A browser that keeps nothing gets a new one each time.
 */
export function deviceId(): string {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept !== null) return kept;
    const fresh = bytesToHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
    localStorage.setItem(KEY, fresh);
    return fresh;
  } catch {
    return bytesToHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  }
}
