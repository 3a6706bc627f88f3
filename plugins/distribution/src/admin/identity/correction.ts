import { messages, type StatusText } from "@tengman/admin-kit";

export const CORRECTIONS = "/admin/distribution/identity-corrections";

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

export interface CorrectionPage {
  corrections: Correction[];
  next_cursor?: string;
}

/** Why an identity is wrong, as the person chose it. */
export const CAUSES: Record<Correction["cause"], string> = messages({
  mistyped: "填写有误",
  name_changed: "已更名",
  number_changed: "证件号码变更",
});

/** How far a wish is. */
export const CORRECTION_STATES: Record<Correction["state"], StatusText> = messages({
  open: { label: "待审核", color: "orange" },
  approved: { label: "已更正", color: "green" },
  refused: { label: "未通过", color: "grey" },
  withdrawn: { label: "已注销", color: "grey" },
});

/** Both in one line. */
export const identityText = (identity: NameAndNumber | null): string =>
  identity ? `${identity.real_name} ${identity.id_number}` : "—";
