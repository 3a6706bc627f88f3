import type { Balances } from "./commission-types";
import type { Fen, Instant } from "./values";

export type DistributorStatus = "applied" | "active" | "frozen" | "closed";

export interface Distributor {
  id: string;
  status: DistributorStatus;
  /** What last changed the status; a refused application is `closed` with the cause `refused`. */
  status_cause: string;
  status_reason: string | null;
  joined_at: Instant;
  display_name: string;
}

export interface JoiningCondition {
  kind: "purchase" | "invitation" | "review";
  is_met: boolean;
}

export interface GradeProgress {
  kind: "own_sales_fen" | "own_earnings_fen";
  window_days: number;
  needed_fen: Fen;
  reached_fen: Fen;
}

export interface GradeInfo {
  code: string;
  name: string;
  benefits: string[];
}

/** Where a distributor stands among the plan's grades. */
export interface GradeStanding {
  grade: GradeInfo | null;
  next: (GradeInfo & { progress: GradeProgress[] }) | null;
}

export interface UnbindRequest {
  state: "open" | "approved" | "refused";
  decision_note: string | null;
}

export interface Inviter {
  display_name: string;
  bound_at: Instant;
  unbind_request: UnbindRequest | null;
}

export interface DistributionMe {
  distributor: Distributor | null;
  can_join: boolean;
  join_blocker?: string | null;
  joining: { mode: string; conditions: JoiningCondition[] } | null;
  agreement: { must_accept: boolean } | null;
  standing: GradeStanding | null;
  inviter: Inviter | null;
  balances: Balances;
}
