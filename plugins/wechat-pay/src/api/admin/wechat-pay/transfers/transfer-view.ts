import { standingOf } from "../../../../domain/transfer-progress";
import { failureWords, problemWords } from "../../../../domain/transfer-words";
import type { StoredTransfer } from "../../../../modules/wechat-transfers/transfer-store";

/** A transfer as the merchant sees it: of the receiver nothing but who they are in the shop. */
export function transferView(row: StoredTransfer) {
  const { state, fail_reason, problem } = row;
  return {
    id: row.id,
    out_bill_no: row.out_bill_no,
    transfer_bill_no: row.transfer_bill_no,
    customer_id: row.customer_id,
    amount_fen: String(row.amount_fen),
    state,
    standing: standingOf(row),
    fail_reason,
    reason: state === "FAIL" ? failureWords(fail_reason) : null,
    problem,
    advice: problem === null ? null : problemWords(problem),
    confirm_by: row.confirm_by?.toISOString() ?? null,
    cancel_requested_at: row.cancel_requested_at?.toISOString() ?? null,
    may_cancel: row.ended_at === null && row.cancel_requested_at === null && state !== "TRANSFERING",
    created_at: row.created_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
  };
}
