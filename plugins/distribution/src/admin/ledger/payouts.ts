import { askAdmin, type CursorPage, queryOf } from "./asking";
import type { RaisedSignal } from "./risk-words";

export type PayoutState = "requested" | "rejected" | "transferring" | "confirmed" | "failed" | "expired";

export interface Payout {
  id: string;
  outward_number: string;
  distributor_id: string;
  distributor_name: string;
  paid_before: number;
  risk: { case_id: string; state: string; verdict: "review" | "hold"; signals: RaisedSignal[] } | null;
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

export interface PayoutPage extends CursorPage {
  payouts: Payout[];
}

/** A page of payouts, latest first. */
export function fetchPayouts(state: string, cursor: string | undefined): Promise<PayoutPage> {
  return askAdmin("GET", `payouts?${queryOf({ state, cursor, limit: 20 })}`);
}

/** Who is paid and where, in the clear; looking is audited. */
export function fetchPayee(
  id: string,
): Promise<{ payout: { real_name: string; payee: { bank_name: string; account_number: string } | null } }> {
  return askAdmin("GET", `payouts/${encodeURIComponent(id)}`);
}

export type BatchDecision =
  | { act: "approve" }
  | { act: "reject"; reason: string }
  | { act: "confirm"; outcome: "confirmed" | "failed"; note: string };

export interface BatchAnswer {
  done: number;
  refused: number;
  results: { payout_id: string; result: "done" | "unchanged" | "refused"; message?: string }[];
}

/** One decision about one payout or many. */
export function decideBatch(decision: BatchDecision, payout_ids: string[]): Promise<BatchAnswer> {
  return askAdmin("POST", "payouts/batches", { ...decision, payout_ids });
}

/** Where the file for the merchant's bank is. */
export const BANK_FILE = "/admin/distribution/payouts/batches";
