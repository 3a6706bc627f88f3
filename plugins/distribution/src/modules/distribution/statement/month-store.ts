import type { EntityManager } from "typeorm";
import { BUCKET_NAMES, BUCKETS, type Bucket } from "../../../domain/ledger/accounts";
import { TRANSFER_KINDS, type TransferKind } from "../../../domain/ledger/postings";
import type { AccountSums } from "../../../domain/statement/statement";

/** A month that is closed and sealed. */
export interface ClosedMonth {
  month: string;
  transfers: bigint;
  statements: bigint;
  previous_hash: string;
  hash: string;
  closed_at: Date;
  closed_by: string;
}

type StoredMonth = Omit<ClosedMonth, "transfers" | "statements"> & { transfers: string; statements: string };

const COLUMNS = "month, transfers, statements, previous_hash, hash, closed_at, closed_by";

function toMonth(row: StoredMonth): ClosedMonth {
  return { ...row, transfers: BigInt(row.transfers), statements: BigInt(row.statements) };
}

/** Closed months, latest first. */
export async function listClosedMonths(
  manager: EntityManager,
  wanted: { before: string | null; limit: number },
): Promise<ClosedMonth[]> {
  const rows = await manager.query<StoredMonth[]>(
    `select ${COLUMNS} from distribution.closed_month where $1::text is null or month < $1
     order by month desc limit $2`,
    [wanted.before, wanted.limit],
  );
  return rows.map(toMonth);
}

/** A closed month; null while it is open. */
export async function findClosedMonth(manager: EntityManager, month: string): Promise<ClosedMonth | null> {
  const [row] = await manager.query<StoredMonth[]>(
    `select ${COLUMNS} from distribution.closed_month where month = $1`,
    [month],
  );
  return row ? toMonth(row) : null;
}

/** When the first transfer was posted; null in an empty ledger. */
export async function firstPosting(manager: EntityManager): Promise<Date | null> {
  const [row] = await manager.query<{ first: Date | null }[]>(
    `select min(recorded_at) as first from distribution.transfer`,
  );
  return row?.first ?? null;
}

/** Waits for postings under way; what comes after is recorded after. */
export async function awaitPostings(manager: EntityManager): Promise<void> {
  await manager.query(`select distribution.await_postings()`);
}

/** Seals a month. @returns whether it was open */
export async function sealMonth(
  manager: EntityManager,
  month: string,
  closed: { at: Date; by: string },
): Promise<boolean> {
  // A month of a large shop takes longer than a page may.
  await manager.query(`set local statement_timeout = 0`);
  const [row] = await manager.query<{ done: boolean }[]>(
    `select distribution.close_month($1, $2, $3) as done`,
    [month, closed.at, closed.by],
  );
  return row?.done ?? false;
}

/** What moved in a distributor's month, by account and by kind. */
export interface MonthMoves {
  sums: AccountSums;
  kinds: { kind: TransferKind; count: number; amount_fen: bigint }[];
}

/** Adds up a distributor's transfers between two moments. */
export async function readMoves(
  manager: EntityManager,
  distributor_no: bigint,
  bounds: { starts_at: Date; ends_at: Date },
): Promise<MonthMoves> {
  const side = (column: "cr" | "dr", bucket: Bucket, name: string) =>
    `coalesce(sum(amount_fen) filter (where ${column} >= 8 and ${column} & 7 = ${BUCKETS[bucket]}), 0) as ${name}`;
  const sides = BUCKET_NAMES.flatMap((bucket) => [
    side("cr", bucket, `${bucket}_in`),
    side("dr", bucket, `${bucket}_out`),
  ]);
  const rows = await manager.query<Record<string, string>[]>(
    `select kind, count(*) as count, sum(amount_fen) as amount_fen, ${sides.join(", ")}
     from distribution.transfer
     where greatest(dr, cr) >> 3 = $1 and recorded_at >= $2 and recorded_at < $3 group by kind order by kind`,
    [String(distributor_no), bounds.starts_at, bounds.ends_at],
  );
  const total = (name: string) => rows.reduce((sum, row) => sum + BigInt(row[name] ?? 0), 0n);
  const account = (bucket: Bucket) => ({ in_fen: total(`${bucket}_in`), out_fen: total(`${bucket}_out`) });
  const kindNames = Object.keys(TRANSFER_KINDS) as TransferKind[];
  return {
    sums: {
      pending: account("pending"),
      available: account("available"),
      hold: account("hold"),
      debt: account("debt"),
    },
    kinds: rows.flatMap((row) => {
      const kind = kindNames.find((name) => TRANSFER_KINDS[name] === Number(row.kind));
      return kind ? [{ kind, count: Number(row.count), amount_fen: BigInt(row.amount_fen ?? 0) }] : [];
    }),
  };
}

/** The months in which a distributor's accounts moved, latest first. */
export async function listOwnMonths(
  manager: EntityManager,
  wanted: { distributor_no: bigint; before: string | null; limit: number },
): Promise<{ month: string; entries: number }[]> {
  return manager.query<{ month: string; entries: number }[]>(
    `with sealed as (select max(ends_at) as until from distribution.closed_month)
     select month, sum(entries)::int as entries from (
       select month, entries from distribution.statement where distributor_no = $1
       union all
       select to_char(recorded_at at time zone 'Asia/Shanghai', 'YYYY-MM') collate "C", 1
       from distribution.transfer
       where greatest(dr, cr) >> 3 = $1
         and recorded_at >= coalesce((select until from sealed), '-infinity')) months
     where $2::text is null or month < $2
     group by month order by month desc limit $3`,
    [String(wanted.distributor_no), wanted.before, wanted.limit],
  );
}

/** Whose accounts moved between two moments, by account number. */
export async function listMonthOwners(
  manager: EntityManager,
  wanted: { bounds: { starts_at: Date; ends_at: Date }; after: bigint | null; limit: number },
): Promise<{ distributor_no: bigint; distributor_id: string; display_name: string }[]> {
  const rows = await manager.query<
    { distributor_no: string; distributor_id: string; display_name: string }[]
  >(
    `select d.account_no as distributor_no, d.id as distributor_id, d.display_name
     from distribution.distributor d
     where ($3::bigint is null or d.account_no > $3) and exists (
       select 1 from distribution.transfer t where greatest(t.dr, t.cr) >> 3 = d.account_no
         and t.recorded_at >= $1 and t.recorded_at < $2)
     order by d.account_no limit $4`,
    [
      wanted.bounds.starts_at,
      wanted.bounds.ends_at,
      wanted.after === null ? null : String(wanted.after),
      wanted.limit,
    ],
  );
  return rows.map((row) => ({ ...row, distributor_no: BigInt(row.distributor_no) }));
}
