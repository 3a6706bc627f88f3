import type { MedusaContainer } from "@medusajs/framework/types";

/** A transfer to be made; asked for again, always with the same outward number. */
export interface PayoutOrder {
  /** A bare ULID, fixed for ever: whoever moves the money must move it at most once under this number. */
  outward_number: string;
  /** What the person receives, in fen, after tax. */
  net_fen: bigint;
  real_name: string;
  /** Null when the provider knows the way itself. */
  payee: Payee | null;
  customer_id: string;
}

/** A bank account to pay into. */
export interface Payee {
  bank_name: string;
  account_number: string;
}

/**
 * How far a transfer is. Money may still move from `waiting` and from `waiting_for_user`; the other states are final.
 * What a person reads (`problem`, `reason`) is Chinese and names nobody.
 */
export type TransferState =
  /** `problem` is what the merchant has to mend before it goes on. */
  | { state: "waiting"; problem?: string }
  /** The payee must agree. `confirmation` is for their page alone: the provider knows what it means, nobody else. */
  | { state: "waiting_for_user"; confirmation: Readonly<Record<string, string>>; confirm_by: Date }
  | { state: "confirmed"; reference: string }
  | { state: "failed" | "expired"; reason: string };

/**
 * Outward port: who moves a payout's money. The ledger keeps the money on hold until a final state was asked for and
 * answered; an error means that nothing is known, and the same number is asked for again. The shop registers an
 * implementation in Medusa's container and gives its name as the option `payout_provider`; `scope` is that container.
 */
export interface PayoutProvider {
  /** Whether the merchant moves the money and says so, instead of a machine that can be asked. */
  readonly is_manual: boolean;
  /** What the place is called where money arrives by itself; null when the payee has to name a bank account. */
  readonly destination: string | null;
  /**
   * Starts the transfer of a number, or answers how far it is. Called again and again with the same order until the
   * answer is final, so an implementation asks about the number first and starts only what is unknown there.
   */
  transfer(order: PayoutOrder, scope: MedusaContainer): Promise<TransferState>;
  /** Begins to take a transfer back that the payee has not agreed to, and answers how far it is. Absent: impossible. */
  cancel?(order: PayoutOrder, scope: MedusaContainer): Promise<TransferState>;
}

/** The event by which a provider hastens the next question: `{ outward_number }`. It proves nothing. */
export const TRANSFER_CHANGED = "payout_provider.transfer_changed";
