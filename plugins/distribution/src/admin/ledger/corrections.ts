import { askAdmin, type CursorPage, queryOf } from "./asking";

/** A name and a number; hidden but for their ends unless they were asked for in the clear. */
export interface NameAndNumber {
  real_name: string;
  id_number: string;
}

/** A distributor's wish to have their identity corrected. */
export interface Correction {
  id: string;
  cause: "mistyped" | "name_changed" | "number_changed";
  state: "open" | "approved" | "refused" | "withdrawn";
  requested_at: string;
  decided_at: string | null;
  decision_reason: string | null;
  distributor: { id: string; display_name: string };
  told: NameAndNumber | null;
  /** Null once it is decided: then it is not kept. */
  asked: NameAndNumber | null;
}

/** A page of wishes, latest first. */
export const fetchCorrections = (
  state: string,
  cursor: string | undefined,
): Promise<CursorPage & { corrections: Correction[] }> =>
  askAdmin("GET", `identity-corrections?${queryOf({ state, limit: 20, cursor })}`);

/** Both identities in the clear; the look is in the audit trail. */
export const revealCorrection = (
  id: string,
): Promise<{ correction: { told: NameAndNumber | null; asked: NameAndNumber } }> =>
  askAdmin("GET", `identity-corrections/${id}`);

/** Decides about a wish, with the reason that its person reads. */
export const decideCorrection = (id: string, act: "approve" | "refuse", reason: string): Promise<unknown> =>
  askAdmin("POST", `identity-corrections/${id}/${act}`, { reason });
