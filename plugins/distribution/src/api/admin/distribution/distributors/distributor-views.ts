import type { AuditedDecision } from "../../../../modules/distribution/database/audit-store";
import type { Earnings } from "../../../../modules/distribution/ledger/ledger-store";
import type { ListedDistributor } from "../../../../modules/distribution/referral/distributor-store";

/** A distributor as JSON for the merchant, with balances. */
export function listedDistributorView(row: ListedDistributor, earnings: Earnings | undefined) {
  const { account_no: _no, joined_at, agreement_accepted_at, status_changed_at, grade_since, ...rest } = row;
  return {
    ...rest,
    joined_at: joined_at.toISOString(),
    agreement_accepted_at: agreement_accepted_at.toISOString(),
    grade_since: grade_since?.toISOString() ?? null,
    status_changed_at: status_changed_at?.toISOString() ?? null,
    pending_fen: String(earnings?.pending_fen ?? 0n),
    available_fen: String(earnings?.available_fen ?? 0n),
    hold_fen: String(earnings?.hold_fen ?? 0n),
    debt_fen: String(earnings?.debt_fen ?? 0n),
    earned_fen: String(earnings?.earned_fen ?? 0n),
  };
}

/** A decision out of the audit trail as JSON. */
export function decisionView({ occurred_at, ...rest }: AuditedDecision) {
  return { ...rest, occurred_at: occurred_at.toISOString() };
}
