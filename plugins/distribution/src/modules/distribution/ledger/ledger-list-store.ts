import type { EntityManager } from "typeorm";
import { BUCKET_NAMES, BUCKETS, type Bucket } from "../../../domain/ledger/accounts";
import { TRANSFER_KINDS, type TransferKind } from "../../../domain/ledger/postings";

/** Where a list of entries stands: the key of a transfer, with the microsecond in which it was posted. */
export interface EntryPosition {
  posted: string;
  source: string;
  tier: number;
  kind: number;
}

/** A transfer as the merchant's list shows it. */
export interface ListedTransfer {
  source: string;
  tier: number;
  kind: TransferKind;
  order_line_id: string | null;
  dr: bigint;
  cr: bigint;
  amount_fen: bigint;
  occurred_at: Date;
  posted_at: Date;
  distributor_id: string;
  position: EntryPosition;
}

interface StoredTransfer {
  source: string;
  tier: number;
  kind: number;
  order_line_id: string | null;
  dr: string;
  cr: string;
  amount_fen: string;
  occurred_at: Date;
  recorded_at: Date;
  posted: string;
  distributor_id: string;
}

const KIND_NAMES = Object.keys(TRANSFER_KINDS) as TransferKind[];

/** Transfers, latest first: everybody's, or one distributor's. */
export async function listTransfers(
  manager: EntityManager,
  wanted: { distributor_no: bigint | null; before: EntryPosition | null; limit: number },
): Promise<ListedTransfer[]> {
  const { distributor_no, before, limit } = wanted;
  const rows = await manager.query<StoredTransfer[]>(
    `select t.*, d.id as distributor_id,
       to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as posted
     from distribution.transfer t
     join distribution.distributor d on d.account_no = greatest(t.dr, t.cr) >> 3
     where ($1::bigint is null or greatest(t.dr, t.cr) >> 3 = $1)
       and ($2::timestamptz is null
         or t.recorded_at <= $2 and (t.recorded_at, t.source, t.tier, t.kind) < ($2, $3, $4::smallint, $5::smallint))
     order by t.recorded_at desc, t.source desc, t.tier desc, t.kind desc limit $6`,
    [
      distributor_no === null ? null : String(distributor_no),
      before?.posted ?? null,
      before?.source ?? null,
      before?.tier ?? null,
      before?.kind ?? null,
      limit,
    ],
  );
  return rows.flatMap(toTransfer);
}

function toTransfer(row: StoredTransfer): ListedTransfer[] {
  const kind = KIND_NAMES.find((name) => TRANSFER_KINDS[name] === row.kind);
  if (!kind) return [];
  const { source, tier, posted, order_line_id, occurred_at, distributor_id } = row;
  return [
    {
      source,
      tier,
      kind,
      order_line_id,
      dr: BigInt(row.dr),
      cr: BigInt(row.cr),
      amount_fen: BigInt(row.amount_fen),
      occurred_at,
      posted_at: row.recorded_at,
      distributor_id,
      position: { posted, source, tier, kind: row.kind },
    },
  ];
}

/** An account with what stands in it. */
export interface ListedAccount {
  account: bigint;
  distributor_id: string;
  display_name: string;
  bucket: Bucket;
  balance_fen: bigint;
  version: bigint;
}

/** Accounts by number: everybody's, or one distributor's. */
export async function listAccounts(
  manager: EntityManager,
  wanted: { distributor_no: bigint | null; after: bigint | null; limit: number },
): Promise<ListedAccount[]> {
  const asText = (value: bigint | null) => (value === null ? null : String(value));
  const rows = await manager.query<
    (Pick<ListedAccount, "distributor_id" | "display_name"> &
      Record<"account" | "balance_fen" | "version", string>)[]
  >(
    `select b.account, b.balance_fen, b.version, d.id as distributor_id, d.display_name
     from distribution.balance b join distribution.distributor d on d.account_no = b.account >> 3
     where ($1::bigint is null or b.account between $1 * 8 and $1 * 8 + 7)
       and ($2::bigint is null or b.account > $2)
     order by b.account limit $3`,
    [asText(wanted.distributor_no), asText(wanted.after), wanted.limit],
  );
  return rows.flatMap(({ distributor_id, display_name, account, balance_fen, version }) => {
    const bucket = BUCKET_NAMES.find((name) => BigInt(BUCKETS[name]) === BigInt(account) % 8n);
    if (!bucket) return [];
    const amounts = { account: BigInt(account), balance_fen: BigInt(balance_fen), version: BigInt(version) };
    return [{ distributor_id, display_name, bucket, ...amounts }];
  });
}
