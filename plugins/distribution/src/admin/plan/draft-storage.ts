import type { PlanDraft } from "./plan";

const KEY = "tengman.plan-draft";

/** A draft as this browser keeps it, with when it was last written. */
export interface KeptDraft {
  readonly draft: PlanDraft;
  readonly saved_at: string;
  /** The version it started from; null in a shop without any. */
  readonly from_version: number | null;
}

/** The draft this browser keeps; null when there is none, or none that can be read. */
export function readDraft(storage: Pick<Storage, "getItem">): KeptDraft | null {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? "null") as KeptDraft | null;
    return kept && Array.isArray(kept.draft?.tiers) ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps a draft, so that leaving the page loses nothing. */
export function keepDraft(kept: KeptDraft, storage: Pick<Storage, "setItem">): void {
  storage.setItem(KEY, JSON.stringify(kept));
}

/** Forgets the draft: it was published or given up. */
export function forgetDraft(storage: Pick<Storage, "removeItem">): void {
  storage.removeItem(KEY);
}
