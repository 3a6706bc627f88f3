import type { EntityManager } from "typeorm";
import { accountOf, type Balances, BUCKETS, type Bucket, balancesFrom } from "../../../domain/accounts";

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
  const earned = await manager.query<{ distributor_no: string; earned_fen: string }[]>(
    `select distributor_no, sum(amount_fen - clawed_fen) as earned_fen from distribution.accrual
     where distributor_no = any ($1) group by distributor_no`,
    [distributor_nos.map(String)],
  );
  const rows = new Map(balances.map((row) => [BigInt(row.account), BigInt(row.balance_fen)]));
  const sums = new Map(earned.map((row) => [BigInt(row.distributor_no), BigInt(row.earned_fen)]));
  return new Map(
    distributor_nos.map((no) => [no, { ...balancesFrom(no, rows), earned_fen: sums.get(no) ?? 0n }]),
  );
}
