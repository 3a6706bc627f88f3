import { accountOf, SYSTEM_ACCOUNTS } from "./accounts";
import { DistributionError } from "./errors";

/** The kinds of transfer, with the numbers they are stored under. */
export const TRANSFER_KINDS = {
  accrue: 1,
  clawback_pending: 2,
  clawback_available: 3,
  clawback_debt: 4,
} as const;

export type TransferKind = keyof typeof TRANSFER_KINDS;

/** One balanced move: `amount_fen` leaves `dr` and reaches `cr`. `(source, tier, kind)` is its identity for ever. */
export interface Transfer {
  source: string;
  tier: number;
  kind: TransferKind;
  order_line_id: string;
  dr: bigint;
  cr: bigint;
  amount_fen: bigint;
  occurred_at: Date;
}

/** Whose accrual on which line and tier a transfer is about, and when its cause happened. */
export interface PostingSubject {
  order_line_id: string;
  tier: number;
  distributor_no: bigint;
  occurred_at: Date;
}

/** The accrual's state decides the bucket a clawback comes from. */
export type AccrualState = "pending" | "available";

/** Commission earned: from the shop's expense to the distributor's pending account. Keyed by line and tier. */
export function accrual(subject: PostingSubject, amount_fen: bigint): Transfer {
  const { order_line_id, distributor_no } = subject;
  const cr = accountOf(distributor_no, "pending");
  return transfer(subject, order_line_id, "accrue", SYSTEM_ACCOUNTS.commission_expense, cr, amount_fen);
}

/**
 * Commission taken back for a refund: from pending while the accrual is pending; after it matured from available, and
 * what is no longer there becomes debt. Nothing is forgiven.
 * @param available_fen the distributor's available balance, read under its row lock
 */
export function clawback(
  subject: PostingSubject,
  refund: { refund_id: string; amount_fen: bigint },
  state: AccrualState,
  available_fen: bigint,
): Transfer[] {
  const source = `${refund.refund_id}/${subject.order_line_id}`;
  const take = (kind: TransferKind, bucket: "pending" | "available" | "debt", amount_fen: bigint) => {
    const dr = accountOf(subject.distributor_no, bucket);
    return transfer(subject, source, kind, dr, SYSTEM_ACCOUNTS.commission_expense, amount_fen);
  };
  if (state === "pending") return [take("clawback_pending", "pending", refund.amount_fen)];
  const covered = available_fen < refund.amount_fen ? available_fen : refund.amount_fen;
  const owed = refund.amount_fen - covered;
  return [
    ...(covered > 0n ? [take("clawback_available", "available", covered)] : []),
    ...(owed > 0n ? [take("clawback_debt", "debt", owed)] : []),
  ];
}

function transfer(
  subject: PostingSubject,
  source: string,
  kind: TransferKind,
  dr: bigint,
  cr: bigint,
  amount_fen: bigint,
): Transfer {
  if (amount_fen <= 0n) throw new DistributionError("transfer_not_positive", { source, amount_fen });
  const { order_line_id, tier, occurred_at } = subject;
  return { source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at };
}
