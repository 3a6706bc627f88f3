import type { EntityManager } from "typeorm";
import { type ComparedRow, differenceOf, type LedgerDifference } from "../../../domain/statement/difference";
import { LEDGER_WALKS, type LedgerWalk } from "./recomputed-rows";
import { LEDGER_CHECKS } from "./verification-sql";

/** What a verification looked at and what it found first. */
export interface VerifiedLedger {
  transfers: bigint;
  closed_months: number;
  difference: LedgerDifference | null;
}

/** A verification that was kept. */
export interface Verification extends VerifiedLedger {
  id: bigint;
  started_at: Date;
  ended_at: Date;
  actor_id: string;
}

/** The number under which verifications exclude each other: each reads the whole ledger. */
const VERIFY_LOCK = 5_220_121;

/**
 * Recomputes everything and names the first difference. It must run in a transaction that sees one moment.
 * @returns null while another verification runs
 */
export async function verifyLedger(manager: EntityManager): Promise<VerifiedLedger | null> {
  // The whole ledger takes longer than a page may.
  await manager.query(`set local statement_timeout = 0`);
  const [lock] = await manager.query<{ free: boolean }[]>(`select pg_try_advisory_xact_lock($1) as free`, [
    VERIFY_LOCK,
  ]);
  if (!lock?.free) return null;
  const [counted] = await manager.query<{ transfers: string; closed_months: number }[]>(
    `select (select count(*) from distribution.transfer) as transfers,
       (select count(*)::int from distribution.closed_month) as closed_months`,
  );
  const size = {
    transfers: BigInt(counted?.transfers ?? 0),
    closed_months: counted?.closed_months ?? 0,
  };
  return { ...size, difference: await firstDifference(manager) };
}

async function firstDifference(manager: EntityManager): Promise<LedgerDifference | null> {
  for (const { name, table, sql } of LEDGER_CHECKS) {
    const [row] = await manager.query<ComparedRow[]>(sql);
    const difference = row && differenceOf(name, table, row);
    if (difference) return difference;
  }
  for (const walk of LEDGER_WALKS) {
    const difference = await firstOnWalk(manager, walk);
    if (difference) return difference;
  }
  return null;
}

/** Orders or people read at a time. */
const PAGE = 500;

async function firstOnWalk(
  manager: EntityManager,
  { name, table, page }: LedgerWalk,
): Promise<LedgerDifference | null> {
  for (let read = await page(manager, "", PAGE); read; read = await page(manager, read.last, PAGE)) {
    for (const row of read.rows) {
      const difference = differenceOf(name, table, row);
      if (difference) return difference;
    }
  }
  return null;
}

/** Keeps what a verification found. */
export async function insertVerification(
  manager: EntityManager,
  verification: Omit<Verification, "id">,
): Promise<void> {
  const { started_at, ended_at, actor_id, transfers, closed_months, difference } = verification;
  await manager.query(
    `insert into distribution.verification (started_at, ended_at, actor_id, transfers, closed_months, difference)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      started_at,
      ended_at,
      actor_id,
      String(transfers),
      closed_months,
      difference && JSON.stringify(difference),
    ],
  );
}

/** The latest verification; null before the first. */
export async function findLatestVerification(manager: EntityManager): Promise<Verification | null> {
  const [row] = await manager.query<
    (Omit<Verification, "id" | "transfers"> & { id: string; transfers: string })[]
  >(
    `select id, started_at, ended_at, actor_id, transfers, closed_months, difference from distribution.verification
     order by id desc limit 1`,
  );
  return row ? { ...row, id: BigInt(row.id), transfers: BigInt(row.transfers) } : null;
}
