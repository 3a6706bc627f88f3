import { api } from "./shop-api";
import type { Instant } from "./values";

export interface Appeal {
  appeal: string;
  appealed_at: Instant;
  answered_at: Instant | null;
  answer: string | null;
}

/** What is held against the distributor; what exactly was measured stays with the merchant. */
export interface RiskReview {
  state: "open" | "confirmed";
  is_held: boolean;
  since: Instant;
  reason: string | null;
  appeals: Appeal[];
}

/** The review of the distributor's own account, or null. */
export const fetchReview = async (): Promise<RiskReview | null> =>
  (await api<{ review: RiskReview | null }>("GET", "/store/distribution/me/appeals")).review;

export const sendAppeal = (appeal: string): Promise<unknown> =>
  api("POST", "/store/distribution/me/appeals", { body: { appeal } });

/** Closes the account for good; until when the law has the sealed identity kept, if anything was ever paid. */
export const closeAccount = async (): Promise<Instant | null> =>
  (
    await api<{ closure: { identity_kept_until: Instant | null } }>(
      "POST",
      "/store/distribution/me/closure",
      { body: { understood: true } },
    )
  ).closure.identity_kept_until;
