import type { RaisedSignal, RiskCaseState, RiskVerdict } from "../../../domain/risk/risk";
import type { AppealRow, RiskCaseRow } from "./risk-case-store";

/** A case as the merchant sees it. */
export interface RiskCaseView {
  id: string;
  distributor_id: string;
  state: RiskCaseState;
  verdict: RiskVerdict;
  signals: RaisedSignal[];
  rules_from: string;
  opened_at: string;
  raised_at: string;
  decided_at: string | null;
  decided_by: string | null;
  decision_reason: string | null;
}

/** A case as JSON. */
export function riskCaseView(row: RiskCaseRow): RiskCaseView {
  return {
    id: row.id,
    distributor_id: row.distributor_id,
    state: row.state,
    verdict: row.verdict,
    signals: row.signals,
    rules_from: row.rules_from,
    opened_at: row.opened_at.toISOString(),
    raised_at: row.raised_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
    decided_by: row.decided_by,
    decision_reason: row.decision_reason,
  };
}

export interface AppealView {
  appeal: string;
  appealed_at: string;
  answered_at: string | null;
  answer: string | null;
}

/** An appeal as JSON. */
export function appealView({ appeal, appealed_at, answered_at, answer }: AppealRow): AppealView {
  return {
    appeal,
    appealed_at: appealed_at.toISOString(),
    answered_at: answered_at?.toISOString() ?? null,
    answer,
  };
}

/** Payload of `distribution.risk_case_opened`, `.risk_case_decided` and `.risk_case_appealed`. */
export interface RiskCaseEvent {
  case_id: string;
  distributor_id: string;
  state: RiskCaseState;
  verdict: RiskVerdict;
}

/** A case as event payload. */
export function riskCaseEvent({ id, distributor_id, state, verdict }: RiskCaseRow): RiskCaseEvent {
  return { case_id: id, distributor_id, state, verdict };
}
