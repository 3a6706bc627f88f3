import { DistributionError } from "../errors";
import { maturation, type Transfer } from "../ledger/postings";
import { shanghaiDay, startOfDayAfter } from "../shanghai-day";

const DAY_MS = 86_400_000;
/** Consumer protection law, art. 25: goods bought online may be returned within seven days of receipt. */
const RETURN_DAYS = 7;

/**
 * The last moment of the legal return: the days count from the day after receipt, as calendar days of Asia/Shanghai
 * (received 11-01 at 23:59, returnable until 11-08 at 23:59:59.999).
 */
export function returnDeadline(received_at: Date): Date {
  return new Date(startOfDayAfter(received_at, RETURN_DAYS + 1).getTime() - 1);
}

/** When an accrual matures: the return deadline, which is always after receipt, and the plan's holding days on top. */
export function maturesAt(received_at: Date, holding_days: number): Date {
  return new Date(returnDeadline(received_at).getTime() + holding_days * DAY_MS);
}

/** The Asia/Shanghai day on which the money is there: a deadline at the end of a day is through on the next. */
export function expectedOn(matures_at: Date): string {
  return shanghaiDay(new Date(matures_at.getTime() + 1));
}

/** An accrual whose time has come, locked by the run. */
export interface DueAccrual {
  order_line_id: string;
  tier: number;
  order_id: string;
  distributor_no: bigint;
  amount_fen: bigint;
  clawed_fen: bigint;
  matures_at: Date;
}

/** What one run moves for one distributor. */
export interface Maturation {
  distributor_no: bigint;
  amount_fen: bigint;
  transfers: Transfer[];
}

/**
 * Nets what a run matures: per distributor one move out of pending, into available after what is owed. Accruals that
 * were clawed back whole mature without a move.
 * @param debts what each distributor owes, as positive fen, read under the lock of their balances
 */
export function matureNet(
  run: string,
  due: readonly DueAccrual[],
  debts: ReadonlyMap<bigint, bigint>,
  now: Date,
): Maturation[] {
  const sums = new Map<bigint, bigint>();
  for (const { order_line_id, distributor_no, amount_fen, clawed_fen, matures_at } of due) {
    if (matures_at > now) throw new DistributionError("matured_early", { order_line_id });
    sums.set(distributor_no, (sums.get(distributor_no) ?? 0n) + amount_fen - clawed_fen);
  }
  return [...sums]
    .filter(([, amount_fen]) => amount_fen > 0n)
    .map(([distributor_no, amount_fen]) => ({
      distributor_no,
      amount_fen,
      transfers: maturation(
        run,
        { distributor_no, occurred_at: now },
        amount_fen,
        debts.get(distributor_no) ?? 0n,
      ),
    }));
}
