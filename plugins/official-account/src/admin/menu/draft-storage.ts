import type { Draft } from "./menu";

const KEY = "tengman.official-account-menu";

/** A menu that was changed and not saved, from an earlier visit; null while there is none that can be read. */
export function storedDraft(storage: Pick<Storage, "getItem">): Draft | null {
  try {
    const stored: unknown = JSON.parse(storage.getItem(KEY) ?? "null");
    return Array.isArray(stored) ? (stored as Draft) : null;
  } catch {
    return null;
  }
}

/** Keeps a menu in this browser until it is saved. */
export function storeDraft(draft: Draft | null, storage: Pick<Storage, "setItem" | "removeItem">): void {
  if (draft === null) storage.removeItem(KEY);
  else storage.setItem(KEY, JSON.stringify(draft));
}
