import { bytesToHex } from "@noble/hashes/utils";
import { onThisPhone } from "@/storage/kept";

const KEY = "tengman.device";
const ID_BYTES = 16;

/**
 * This browser's own random name: it says nothing about the person, and tells a household with one phone from a farm of
 * accounts. A browser that keeps nothing gets a new one each visit.
 */
export function deviceId(): string {
  const kept = onThisPhone.read(KEY);
  if (kept !== undefined) return kept;
  const fresh = bytesToHex(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
  onThisPhone.write(KEY, fresh);
  return fresh;
}
