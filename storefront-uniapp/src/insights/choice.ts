import { onThisPhone } from "@/storage/kept";

const REFUSED_KEY = "tengman.uncounted";
const VISITOR_KEY = "tengman.visitor";

/** Whether this phone's owner lets the shop count what they do: until they switch it off, or their browser says so. */
export function isCounted(): boolean {
  const signals = navigator as Navigator & { globalPrivacyControl?: boolean };
  return signals.globalPrivacyControl !== true && onThisPhone.read(REFUSED_KEY) === undefined;
}

/** Switches counting; off also forgets the number this phone was counted under. */
export function setCounted(counted: boolean): void {
  if (counted) {
    onThisPhone.remove(REFUSED_KEY);
  } else {
    onThisPhone.write(REFUSED_KEY, "1");
    onThisPhone.remove(VISITOR_KEY);
  }
}

/** This phone's random number: it says nothing about the person. */
export function visitorId(): string {
  const kept = onThisPhone.read(VISITOR_KEY);
  if (kept !== undefined) return kept;
  const fresh = newId();
  onThisPhone.write(VISITOR_KEY, fresh);
  return fresh;
}

/** A random UUID, also where the page came without TLS and `randomUUID` is missing. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
