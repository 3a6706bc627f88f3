import type { Fen, Instant } from "./values";

/** An identity with all but its ends hidden. */
export interface MaskedIdentity {
  real_name: string;
  id_number: string;
}

/** Why an identity is wrong, as its owner chooses. */
export type CorrectionCause = "mistyped" | "name_changed" | "number_changed";

/** A wish to have one's identity corrected. */
export interface IdentityCorrection {
  id: string;
  cause: CorrectionCause;
  state: "open" | "approved" | "refused" | "withdrawn";
  decision_reason: string | null;
}

/** Who one is, and one's latest wish to have that corrected. */
export interface IdentityStanding {
  identity: MaskedIdentity | null;
  correction: IdentityCorrection | null;
}

export type PayoutState = "requested" | "rejected" | "transferring" | "confirmed" | "failed" | "expired";

export interface Payout {
  id: string;
  amount_fen: Fen;
  withheld_fen: Fen | null;
  fee_fen: Fen;
  net_fen: Fen | null;
  state: PayoutState;
  payee_hint: string;
  requested_at: Instant;
  reviewed_at: Instant | null;
  ended_at: Instant | null;
  reason: string | null;
}

/** What WeChat's `requestMerchantTransfer` takes, in WeChat's spelling. */
export interface TransferConfirmation {
  mchId: string;
  appId: string;
  package: string;
}

export interface PayoutDetail extends Payout {
  transfer:
    | { state: "waiting" }
    | { state: "waiting_for_user"; confirm_by: Instant; confirmation: TransferConfirmation }
    | null;
}

export interface PayoutTerms {
  minimum_fen: Fen;
  per_transfer_fen: Fen;
  tax_policy: string;
  payout_fee:
    | { kind: "none" }
    | { kind: "fixed"; fixed_fen: Fen }
    | { kind: "share"; rate_bps: number; minimum_fen: Fen };
  /** Where money arrives by itself; null when a bank account has to be named. */
  destination: string | null;
}

export interface PayoutPage {
  payouts: Payout[];
  terms: PayoutTerms | null;
  next_cursor?: string | null;
}

export interface PayoutQuote {
  amount_fen: Fen;
  withheld_fen: Fen;
  fee_fen: Fen;
  net_fen: Fen;
}

export interface BankAccount {
  bank_name: string;
  account_number: string;
}
