import { askAdmin, type CursorPage, queryOf } from "./asking";
import type { RaisedSignal } from "./risk-words";

export interface RiskCase {
  id: string;
  distributor_id: string;
  display_name: string;
  state: "open" | "cleared" | "confirmed";
  verdict: "review" | "hold";
  signals: RaisedSignal[];
  opened_at: string;
  decided_at: string | null;
  decision_reason: string | null;
  /** The appeal that waits for an answer. */
  appeal: string | null;
}

export interface RiskPage extends CursorPage {
  cases: RiskCase[];
}

/** A page of risk cases, latest first. */
export function fetchRiskCases(state: string, cursor: string | undefined): Promise<RiskPage> {
  return askAdmin("GET", `risk?${queryOf({ state, cursor, limit: 20 })}`);
}

/** Clears a case or confirms it. */
export function decideRisk(
  id: string,
  decision: "cleared" | "confirmed",
  reason: string,
): Promise<{ case: RiskCase }> {
  return askAdmin("POST", `risk/${encodeURIComponent(id)}/decide`, { decision, reason });
}

/** Holds a distributor's money by hand. */
export function holdMoney(distributor_id: string, reason: string): Promise<{ case: RiskCase }> {
  return askAdmin("POST", "risk", { distributor_id, reason });
}
