/** A transfer to be made; asked for again, always with the same outward number. */
export interface PayoutOrder {
  /** A bare ULID, fixed for ever: whoever moves the money must move it at most once under this number. */
  outward_number: string;
  /** What the person receives, in fen, after tax. */
  net_fen: bigint;
  real_name: string;
  payee: Payee;
  customer_id: string;
}

/** Where the money goes; a provider that knows its own way leaves it unread. */
export interface Payee {
  bank_name: string;
  account_number: string;
}

/** How far a transfer is. `waiting` is every state from which money may still move. */
export type TransferState =
  | { state: "waiting" }
  | { state: "confirmed"; reference: string }
  | { state: "failed" | "expired"; reason: string };

/**
 * Outward port: who moves a payout's money. The ledger keeps the money on hold until a final state was asked for and
 * answered; an error means that nothing is known, and the same number is asked for again.
 */
export interface PayoutProvider {
  /** Whether the merchant moves the money and says so, instead of a machine that can be asked. */
  readonly is_manual: boolean;
  /**
   * Starts the transfer of a number, or answers how far it is. Called again and again with the same order until the
   * answer is final, so an implementation asks about the number first and starts only what is unknown there.
   */
  transfer(order: PayoutOrder): Promise<TransferState>;
}
