import { DistributionError } from "../errors";

/** An accrual as far as a clawback looks at it. */
export interface ClawedAccrual {
  amount_fen: bigint;
  clawed_fen: bigint;
}

/**
 * How much of an accrual a refund takes back now: `floor(accrued × refunded goods ÷ base)` less what was taken before.
 * @param refunded_fen all goods of the line refunded so far, at most `base_fen`
 */
export function clawbackDue(accrual: ClawedAccrual, refunded_fen: bigint, base_fen: bigint): bigint {
  if (base_fen <= 0n || refunded_fen < 0n || refunded_fen > base_fen) {
    throw new DistributionError("refund_beyond_base", { refunded_fen, base_fen });
  }
  const target = (accrual.amount_fen * refunded_fen) / base_fen;
  return target > accrual.clawed_fen ? target - accrual.clawed_fen : 0n;
}
