import type { Purpose } from "../../domain/one-time-code";
import type { CodeStore } from "./code-store";
import { isSameHash, type KeyedHash } from "./keyed-hash";

export type CheckedCode = { kind: "right" } | { kind: "refused"; reason: "code_wrong" | "code_expired" };

/** Says whether a code is the number's own for that purpose; a right one is used up. Five guesses are compared. */
export async function checkCode(
  { store, hash }: { store: CodeStore; hash: KeyedHash },
  { phone, purpose, code }: { phone: string; purpose: Purpose; code: string },
  now: Date,
): Promise<CheckedCode> {
  const phone_hash = hash.ofPhone(phone);
  const expected = await store.takeAttempt(phone_hash, purpose, now);
  if (expected === null) return { kind: "refused", reason: "code_expired" };
  if (!isSameHash(expected, hash.ofCode(phone, purpose, code)))
    return { kind: "refused", reason: "code_wrong" };
  const isUsed = await store.use(phone_hash, purpose, expected);
  return isUsed ? { kind: "right" } : { kind: "refused", reason: "code_expired" };
}
