import { DistributionError } from "../errors";
import { accountOf, SYSTEM_ACCOUNTS } from "./accounts";

/** The kinds of transfer, with the numbers they are stored under. */
export const TRANSFER_KINDS = {
  accrue: 1,
  clawback_pending: 2,
  clawback_available: 3,
  clawback_debt: 4,
  mature: 5,
  repay: 6,
  payout_hold: 7,
  payout_release: 8,
  payout_repay: 9,
  payout_withhold: 10,
  payout_pay: 11,
  payout_fee: 12,
} as const;

export type TransferKind = keyof typeof TRANSFER_KINDS;

/** One balanced move: `amount_fen` leaves `dr` and reaches `cr`. `(source, tier, kind)` is its identity for ever. */
export interface Transfer {
  source: string;
  tier: number;
  kind: TransferKind;
  /** The order line it is about; null where several were netted. */
  order_line_id: string | null;
  dr: bigint;
  cr: bigint;
  amount_fen: bigint;
  occurred_at: Date;
}

/** A transfer about one order line. */
export interface LineTransfer extends Transfer {
  order_line_id: string;
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
export function accrual(subject: PostingSubject, amount_fen: bigint): LineTransfer {
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
): LineTransfer[] {
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

/** Whom a netted move is for, and when. */
export interface NetSubject {
  distributor_no: bigint;
  occurred_at: Date;
}

/**
 * A run's net of one distributor: out of pending, first into what is owed, the rest into available.
 * @param owed_fen the distributor's debt as a positive amount, read under its row lock
 */
export function maturation(
  run: string,
  subject: NetSubject,
  amount_fen: bigint,
  owed_fen: bigint,
): Transfer[] {
  const { distributor_no } = subject;
  const repaid = owed_fen < amount_fen ? owed_fen : amount_fen;
  const from = accountOf(distributor_no, "pending");
  const net = { ...subject, order_line_id: null, tier: 0 };
  const source = `run:${run}:${distributor_no}`;
  const move = (kind: TransferKind, bucket: "available" | "debt", fen: bigint) =>
    fen > 0n ? [transfer(net, source, kind, from, accountOf(distributor_no, bucket), fen)] : [];
  return [...move("mature", "available", amount_fen - repaid), ...move("repay", "debt", repaid)];
}

/** A payout as far as the ledger looks at it; its id is the source of all its transfers. */
export interface PayoutSubject extends NetSubject {
  payout_id: string;
  amount_fen: bigint;
}

/** The money of a requested payout, set aside. */
export function payoutHold(payout: PayoutSubject): Transfer {
  const { distributor_no, amount_fen } = payout;
  const [from, to] = [accountOf(distributor_no, "available"), accountOf(distributor_no, "hold")];
  return ofPayout(payout, "payout_hold", from, to, amount_fen);
}

/**
 * The money of a payout that came to nothing, given back: first into what is owed meanwhile, the rest into available.
 * @param owed_fen the distributor's debt as a positive amount, read under its row lock
 */
export function payoutRelease(payout: PayoutSubject, owed_fen: bigint): Transfer[] {
  const { distributor_no, amount_fen } = payout;
  const repaid = owed_fen < amount_fen ? owed_fen : amount_fen;
  const from = accountOf(distributor_no, "hold");
  const back = (kind: TransferKind, bucket: "available" | "debt", fen: bigint) =>
    fen > 0n ? [ofPayout(payout, kind, from, accountOf(distributor_no, bucket), fen)] : [];
  return [
    ...back("payout_release", "available", amount_fen - repaid),
    ...back("payout_repay", "debt", repaid),
  ];
}

/** What stays behind of a payout: the tax, which is owed to the state, and the fee, which is the shop's. */
export interface PayoutDeductions {
  withheld_fen: bigint;
  fee_fen: bigint;
}

/** The money of a confirmed payout: tax and fee go where they belong, the rest has left the shop. */
export function payoutPay(payout: PayoutSubject, { withheld_fen, fee_fen }: PayoutDeductions): Transfer[] {
  const from = accountOf(payout.distributor_no, "hold");
  const { tax_payable, payout_fee_income, payout_funds } = SYSTEM_ACCOUNTS;
  const leave = (kind: TransferKind, to: bigint, fen: bigint) =>
    fen > 0n ? [ofPayout(payout, kind, from, to, fen)] : [];
  return [
    ...leave("payout_withhold", tax_payable, withheld_fen),
    ...leave("payout_fee", payout_fee_income, fee_fen),
    ...leave("payout_pay", payout_funds, payout.amount_fen - withheld_fen - fee_fen),
  ];
}

function ofPayout(
  { payout_id, occurred_at }: PayoutSubject,
  kind: TransferKind,
  dr: bigint,
  cr: bigint,
  amount_fen: bigint,
): Transfer {
  return transfer({ order_line_id: null, tier: 0, occurred_at }, payout_id, kind, dr, cr, amount_fen);
}

function transfer<Line extends string | null>(
  subject: { order_line_id: Line; tier: number; occurred_at: Date },
  source: string,
  kind: TransferKind,
  dr: bigint,
  cr: bigint,
  amount_fen: bigint,
): Transfer & { order_line_id: Line } {
  if (amount_fen <= 0n) throw new DistributionError("transfer_not_positive", { source, amount_fen });
  const { order_line_id, tier, occurred_at } = subject;
  return { source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at };
}
