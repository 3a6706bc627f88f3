import { messages, type StatusText } from "@tengman/admin-kit";

export const RISK = "/admin/distribution/risk";

/** Something that was measured and is more than it may be. */
export interface RaisedSignal {
  signal: string;
  measured: number;
  bound: number;
  verdict: "review" | "hold";
}

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

export interface RiskPage {
  cases: RiskCase[];
  next_cursor?: string;
}

export const RISK_STATES: Record<RiskCase["state"], StatusText> = messages({
  open: { label: "待处理", color: "orange" },
  cleared: { label: "已解除", color: "green" },
  confirmed: { label: "已确认", color: "red" },
});

export const VERDICTS: Record<RiskCase["verdict"], StatusText> = messages({
  review: { label: "待核查", color: "orange" },
  hold: { label: "资金暂停", color: "red" },
});
