import type { EntityManager } from "typeorm";
import { DistributionError } from "../../../domain/errors";
import type {
  CapturedMoney,
  ExistingAccrual,
  Forgone,
  OrderLedger,
} from "../../../domain/intake/due-transfers";
import { TRANSFER_KINDS, type Transfer } from "../../../domain/ledger/postings";
import type { Attribution, BoughtLine } from "../../../domain/plan/commission";
import { goodsRefundOf, type StoredGoodsRefund } from "../intake/refund-lines";

/**
 * Locks frozen orders in id order, so that two intakes take turns. Additions share the lock of their order: whoever
 * holds it is alone with all of it. @returns each order's or addition's total in fen
 */
export async function lockFrozenOrders(
  manager: EntityManager,
  order_ids: readonly string[],
): Promise<Map<string, bigint>> {
  const rows = await manager.query<{ order_id: string; total_fen: string }[]>(
    `with wanted as (
       select order_id, total_fen, coalesce(parent_id, order_id) as whole_id from distribution.frozen_order
       where order_id = any ($1)),
     locked as (
       select order_id, total_fen from distribution.frozen_order
       where order_id = any (array(select whole_id from wanted)) order by order_id for update)
     select w.order_id, case when w.order_id = l.order_id then l.total_fen else w.total_fen end as total_fen
     from wanted w join locked l on l.order_id = w.whole_id`,
    [order_ids],
  );
  return new Map(rows.map(({ order_id, total_fen }) => [order_id, BigInt(total_fen)]));
}

type Stored<T> = { order_id: string } & { [Key in keyof T]: T[Key] extends bigint ? string : T[Key] };

interface StoredRefund extends StoredGoodsRefund {
  order_id: string;
  refund_id: string;
  occurred_at: Date;
}

/** Reads everything the ledger knows of orders that this transaction has locked. */
export async function readOrderLedgers(
  manager: EntityManager,
  totals: ReadonlyMap<string, bigint>,
): Promise<Map<string, OrderLedger>> {
  const ids = [...totals.keys()];
  const read = <T>(sql: string) => manager.query<Stored<T>[]>(sql, [ids]);
  const lines = groupByOrder(await read<BoughtLine>(LINES));
  const attributions = groupByOrder(await read<Attribution>(ATTRIBUTIONS));
  const captures = groupByOrder(await read<CapturedMoney>(CAPTURES));
  const refunds = groupByOrder(await manager.query<StoredRefund[]>(REFUNDS, [ids]));
  const accruals = groupByOrder(await read<ExistingAccrual>(ACCRUALS));
  const forgone = groupByOrder(await read<Pick<Forgone, "order_line_id" | "tier">>(FORGONE));
  return new Map(
    [...totals].map(([id, total_fen]): [string, OrderLedger] => [
      id,
      {
        total_fen,
        lines: (lines.get(id) ?? []).map((row) => ({ ...row, base_fen: BigInt(row.base_fen) })),
        attributions: (attributions.get(id) ?? []).map((row) => ({
          ...row,
          base_fen: BigInt(row.base_fen),
          amount_fen: BigInt(row.amount_fen),
          distributor_no: BigInt(row.distributor_no),
        })),
        captures: (captures.get(id) ?? []).map((row) => ({ ...row, amount_fen: BigInt(row.amount_fen) })),
        refunds: (refunds.get(id) ?? []).map((row) => ({ ...row, ...goodsRefundOf(row) })),
        accruals: (accruals.get(id) ?? []).map((row) => ({
          ...row,
          amount_fen: BigInt(row.amount_fen),
          clawed_fen: BigInt(row.clawed_fen),
        })),
        forgone: forgone.get(id) ?? [],
      },
    ]),
  );
}

/** The lines of orders as an array, for which PostgreSQL looks in a table's key. */
export function linesOf(order_ids: string): string {
  return `array(select order_line_id from distribution.frozen_line where order_id = any (${order_ids}))`;
}

const LINES = `select order_id, order_line_id, base_fen from distribution.frozen_line
  where order_id = any ($1) order by order_id, position`;
const ATTRIBUTIONS = `select a.order_id, a.order_line_id, a.tier, a.distributor_id, a.distributor_no, a.binding_id,
    a.amount_fen, a.base_fen
  from distribution.attribution a join distribution.frozen_line l using (order_line_id)
  where a.order_id = any ($1) order by a.order_id, l.position, a.tier`;
const CAPTURES = `select order_id, amount_fen, occurred_at, payer_customer_id from distribution.processed
  where order_id = any ($1) and kind = 'capture' order by order_id, seq`;
const REFUNDS = `select order_id, id as refund_id, goods_fen, lines, occurred_at from distribution.processed
  where order_id = any ($1) and kind = 'refund' order by order_id, seq`;
const ACCRUALS = `select order_id, order_line_id, tier, amount_fen, clawed_fen, state from distribution.accrual
  where order_line_id = any (${linesOf("$1")}) order by order_id, order_line_id, tier for update`;
const FORGONE = `select order_id, order_line_id, tier from distribution.forgone
  where order_line_id = any (${linesOf("$1")})`;

function groupByOrder<T extends { order_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.order_id);
    if (group) group.push(row);
    else groups.set(row.order_id, [row]);
  }
  return groups;
}

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
