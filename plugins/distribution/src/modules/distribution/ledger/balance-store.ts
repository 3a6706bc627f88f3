import type { EntityManager } from "typeorm";
import {
  accountOf,
  type Balances,
  BUCKETS,
  type Bucket,
  balancesFrom,
} from "../../../domain/ledger/accounts";

/** A distributor's balances and everything ever earned, less what was clawed back. */
export interface Earnings extends Balances {
  earned_fen: bigint;
}

/** Reads balances of distributors by account number; those without a row are zero. */
export async function readEarnings(
  manager: EntityManager,
  distributor_nos: readonly bigint[],
): Promise<Map<bigint, Earnings>> {
  const buckets = Object.keys(BUCKETS) as Bucket[];
  const accounts = distributor_nos.flatMap((no) => buckets.map((bucket) => String(accountOf(no, bucket))));
  const balances = await manager.query<{ account: string; balance_fen: string }[]>(
    `select account, balance_fen from distribution.balance where account = any ($1)`,
    [accounts],
  );
  const left = await manager.query<{ distributor_no: string; left_fen: string }[]>(
    `select dr >> 3 as distributor_no, sum(amount_fen) as left_fen from distribution.transfer
     where dr >> 3 = any ($1) and dr >= 8 and cr between 1 and 7 group by 1`,
    [distributor_nos.map(String)],
  );
  const rows = new Map(balances.map((row) => [BigInt(row.account), BigInt(row.balance_fen)]));
  const gone = new Map(left.map((row) => [BigInt(row.distributor_no), BigInt(row.left_fen)]));
  return new Map(
    distributor_nos.map((no) => {
      const balances = balancesFrom(no, rows);
      return [no, { ...balances, earned_fen: netEarned(balances, gone.get(no) ?? 0n) }];
    }),
  );
}

/** What came from the shop's expense is still in the accounts, or has left them for the shop's other accounts. */
function netEarned({ pending_fen, available_fen, hold_fen, debt_fen }: Balances, gone_fen: bigint): bigint {
  return pending_fen + available_fen + hold_fen - debt_fen + gone_fen;
}
