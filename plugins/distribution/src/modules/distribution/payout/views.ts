import type { PayoutState } from "../../../domain/payout/payout";
import { netOf } from "../../../domain/payout/payout-fee";
import type { TransferState } from "../../../payout-provider";
import type { PayoutRow } from "./payout-store";
import type { MaskedPerson, TaxService } from "./tax-service";

/**
 * Payload of `distribution.payout_requested`, `_approved`, `_rejected`, `_confirmed`, `_failed`, `_expired`, and of
 * `_awaiting_confirmation`: the payee has hours left to agree.
 */
export interface PayoutEvent {
  payout_id: string;
  distributor_id: string;
  amount_fen: string;
}

/** A payout as JSON; the payee by its hint only. */
export interface PayoutView {
  id: string;
  outward_number: string;
  distributor_id: string;
  amount_fen: string;
  withheld_fen: string | null;
  fee_fen: string;
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
  const { amount_fen, withheld_fen, fee_fen } = row;
  return {
    id: row.id,
    outward_number: row.outward_number,
    distributor_id: row.distributor_id,
    amount_fen: String(amount_fen),
    withheld_fen: withheld_fen === null ? null : String(withheld_fen),
    fee_fen: String(fee_fen),
    net_fen: withheld_fen === null ? null : String(netOf({ amount_fen, withheld_fen, fee_fen })),
    state: row.state,
    payee_hint: row.payee_hint,
    requested_at: row.requested_at.toISOString(),
    reviewed_at: row.reviewed_at?.toISOString() ?? null,
    ended_at: row.ended_at?.toISOString() ?? null,
    reason: row.reason,
    reference: row.reference,
  };
}

/** How far a transfer is, for the merchant. */
export type TransferView =
  | { state: "waiting"; problem: string | null }
  | { state: "waiting_for_user"; confirm_by: string };

/** How far a transfer is; null when nobody said or it is over. What the payee's page needs is left out. */
export function transferView(transfer: TransferState | null): TransferView | null {
  if (transfer?.state === "waiting") return { state: "waiting", problem: transfer.problem ?? null };
  if (transfer?.state !== "waiting_for_user") return null;
  return { state: "waiting_for_user", confirm_by: transfer.confirm_by.toISOString() };
}

/** A payout as its owner sees it: `confirmation` is what their page hands to the provider to agree. */
export interface OwnPayoutView extends PayoutView {
  transfer:
    | { state: "waiting" }
    | { state: "waiting_for_user"; confirm_by: string; confirmation: Readonly<Record<string, string>> }
    | null;
}

/** A payout for its owner; what the merchant has to mend is left out. */
export function ownPayoutView(row: PayoutRow, transfer: TransferState | null): OwnPayoutView {
  const view = payoutView(row);
  if (transfer?.state === "waiting") return { ...view, transfer: { state: "waiting" } };
  if (transfer?.state !== "waiting_for_user") return { ...view, transfer: null };
  const { state, confirmation, confirm_by } = transfer;
  return { ...view, transfer: { state, confirm_by: confirm_by.toISOString(), confirmation } };
}

/** A month's sums as JSON. */
export function taxMonthView(row: Awaited<ReturnType<TaxService["month"]>>) {
  return {
    people_paid: row.people,
    gross_fen: String(row.gross_fen),
    withheld_fen: String(row.withheld_fen),
    fee_fen: String(row.fee_fen),
    payouts_under_way: row.under_way,
    commission_fen: String(row.commission_fen),
    goods_fen: String(row.goods_fen),
    exceeds_deductible: row.exceeds_deductible,
  };
}

/** A person's month as JSON, name and number hidden but for their ends. */
export function taxedPersonView(row: MaskedPerson) {
  const total = (field: "gross_fen" | "withheld_fen") =>
    String(row.year.reduce((sum, month) => sum + month[field], 0n));
  return {
    distributor: { id: row.distributor_id, display_name: row.display_name },
    real_name: row.real_name,
    id_number: row.id_number,
    earlier_identities: row.earlier_identities,
    tax_policy: row.policy,
    payouts: row.payouts,
    gross_fen: String(row.gross_fen),
    withheld_fen: String(row.withheld_fen),
    year_gross_fen: total("gross_fen"),
    year_withheld_fen: total("withheld_fen"),
    vat_flag: row.vat_flag,
  };
}
