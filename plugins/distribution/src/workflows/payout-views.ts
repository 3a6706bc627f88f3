import type { PayoutState } from "../domain/payout";
import type { PayoutRow } from "../modules/distribution/storage/payout-store";

/** A payout as JSON; the payee by its hint only. */
export interface PayoutView {
  id: string;
  outward_number: string;
  distributor_id: string;
  amount_fen: string;
  withheld_fen: string | null;
  net_fen: string | null;
  state: PayoutState;
  payee_hint: string;
  requested_at: string;
  reviewed_at: string | null;
  ended_at: string | null;
  reason: string | null;
  reference: string | null;
}

/** A payout as JSON. */
export function payoutView(row: PayoutRow): PayoutView {
  const { amount_fen, withheld_fen } = row;
  return {
    id: row.id,
    outward_number: row.outward_number,
    distributor_id: row.distributor_id,
    amount_fen: String(amount_fen),
    withheld_fen: withheld_fen === null ? null : String(withheld_fen),
    net_fen: withheld_fen === null ? null : String(amount_fen - withheld_fen),
    state: row.state,
    payee_hint: row.payee_hint,
    requested_at: row.requested_at.toISOString(),
    reviewed_at: row.reviewed_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    reason: row.reason,
    reference: row.reference,
  };
}
