import type { EntityManager } from "typeorm";
import { DistributionError } from "../../../domain/errors";
import {
  accountOf,
  type Balances,
  BUCKETS,
  type Bucket,
  balancesFrom,
} from "../../../domain/ledger/accounts";
import { TRANSFER_KINDS, type Transfer } from "../../../domain/ledger/postings";

/** Locks and reads all balances of distributors, by account; those without a row are zero. */
export async function lockBalances(
  manager: EntityManager,
  distributor_nos: readonly bigint[],
): Promise<Map<bigint, bigint>> {
  if (distributor_nos.length === 0) return new Map();
  const rows = await manager.query<{ account: string; balance_fen: string }[]>(
    `select account, balance_fen from distribution.lock_balances($1)`,
    [distributor_nos.map(String)],
  );
  return new Map(rows.map((row) => [BigInt(row.account), BigInt(row.balance_fen)]));
}

/** Reads all balances of a distributor as they are now, by account; those without a row are zero. */
export async function readBalances(
  manager: EntityManager,
  distributor_no: bigint,
): Promise<Map<bigint, bigint>> {
  const rows = await manager.query<{ account: string; balance_fen: string }[]>(
    `select account, balance_fen from distribution.balance where account between $1::bigint * 8 and $1::bigint * 8 + 7`,
    [String(distributor_no)],
  );
  return new Map(rows.map((row) => [BigInt(row.account), BigInt(row.balance_fen)]));
}

/**
 * Posts transfers in one statement, in the order of their keys. A key that is there already is left alone, and must
 * carry the same accounts and amount.
 * @param manager works in a transaction
 * @returns the transfers that are new
 * @throws DistributionError `transfer_changed` when a known key came with another payload
 */
export async function postTransfers<Posted extends Transfer>(
  manager: EntityManager,
  transfers: readonly Posted[],
): Promise<Posted[]> {
  if (transfers.length === 0) return [];
  const columns = [
    transfers.map(({ source }) => source),
    transfers.map(({ tier }) => tier),
    transfers.map(({ kind }) => TRANSFER_KINDS[kind]),
    transfers.map(({ order_line_id }) => order_line_id),
    transfers.map(({ dr }) => String(dr)),
    transfers.map(({ cr }) => String(cr)),
    transfers.map(({ amount_fen }) => String(amount_fen)),
    transfers.map(({ occurred_at }) => occurred_at),
  ];
  // Those who post know what is posted already, so a known key is rare; looking for each would cost a sixth more.
  await manager.query("savepoint posting");
  try {
    await manager.query(POST, columns);
    return [...transfers];
  } catch (error) {
    if (!isKnownKey(error)) throw error;
    await manager.query("rollback to savepoint posting");
  }
  return postUnknown(manager, transfers, columns);
}

const POST = `insert into distribution.transfer (source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at)
  select * from unnest($1::text[], $2::smallint[], $3::smallint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[],
    $8::timestamptz[]) as t(source, tier, kind, order_line_id, dr, cr, amount_fen, occurred_at)
  order by t.source collate "C", t.tier, t.kind`;

function isKnownKey(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === "transfer_pkey";
}

async function postUnknown<Posted extends Transfer>(
  manager: EntityManager,
  transfers: readonly Posted[],
  columns: readonly unknown[][],
): Promise<Posted[]> {
  const posted = await manager.query<{ source: string; tier: number; kind: number }[]>(
    `${POST} on conflict (source, tier, kind) do nothing returning source, tier, kind`,
    columns as unknown[],
  );
  await refuseChanged(manager, columns.slice(0, 7));
  const keys = new Set(posted.map(({ source, tier, kind }) => `${source}|${tier}|${kind}`));
  return transfers.filter(({ source, tier, kind }) => keys.has(`${source}|${tier}|${TRANSFER_KINDS[kind]}`));
}

async function refuseChanged(manager: EntityManager, columns: readonly unknown[][]): Promise<void> {
  const [changed] = await manager.query<{ source: string; tier: number }[]>(
    `select t.source, t.tier from distribution.transfer t
     join unnest($1::text[], $2::smallint[], $3::smallint[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
       as n(source, tier, kind, order_line_id, dr, cr, amount_fen)
       on n.source = t.source and n.tier = t.tier and n.kind = t.kind
     where (t.dr, t.cr, t.amount_fen) <> (n.dr, n.cr, n.amount_fen)
       or t.order_line_id is distinct from n.order_line_id limit 1`,
    columns as unknown[],
  );
  if (changed) throw new DistributionError("transfer_changed", changed);
}

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
