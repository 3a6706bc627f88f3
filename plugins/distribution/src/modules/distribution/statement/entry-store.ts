import type { EntityManager } from "typeorm";
import { BUCKETS, type Bucket } from "../../../domain/ledger/accounts";
import { TRANSFER_KINDS, type TransferKind } from "../../../domain/ledger/postings";
import type { Cut } from "../../../domain/plan/commission";
import { PayoutFeeShape } from "../../../domain/plan/plan-shape";
import type { EntryReason } from "../../../domain/statement/explanation";
import { type AccountBalances, balancesBefore } from "../../../domain/statement/statement";
import type { EntryPosition } from "../ledger/ledger-list-store";

/** A transfer from its owner's side, with what stood in their accounts after it. */
export interface Entry {
  id: string;
  kind: TransferKind;
  posted_at: Date;
  occurred_at: Date;
  dr: bigint;
  cr: bigint;
  amount_fen: bigint;
  balances: AccountBalances;
  reason: EntryReason;
  position: EntryPosition;
}

const KIND_NAMES = new Map<number, TransferKind>(
  (Object.keys(TRANSFER_KINDS) as TransferKind[]).map((name) => [TRANSFER_KINDS[name], name]),
);

interface StoredEntry {
  id: string;
  source: string;
  tier: number;
  kind: number;
  posted: string;
  recorded_at: Date;
  occurred_at: Date;
  dr: string;
  cr: string;
  amount_fen: string;
  display_id: string | null;
  is_addition: boolean | null;
  position: number | null;
  base_fen: string | null;
  is_own: boolean | null;
  rate_bps: number | null;
  fixed_fen: string | null;
  quantity: number | null;
  campaign: string | null;
  cut_by: Cut | null;
  accrued_fen: string | null;
  plan_name: string | null;
  plan_version: number | null;
  refunded_fen: string | null;
  line_refunded_fen: string | null;
  payout_id: string | null;
  payout_fen: string | null;
  payout_state: string | null;
  withheld_fen: string | null;
  tax_policy: string | null;
  tax_month: string | null;
  fee_fen: string | null;
  fee_terms: unknown;
  fee_plan_name: string | null;
  fee_plan_version: number | null;
}

/** What a page of entries is asked for by. */
export interface WantedEntries {
  distributor_no: bigint;
  since: Date | null;
  until: Date | null;
  bucket: Bucket | null;
  before: EntryPosition | null;
  limit: number;
}

const PAGE = `select md5(t.source || '/' || t.tier || '/' || t.kind) as id, t.source, t.tier, t.kind, t.recorded_at,
    to_char(t.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as posted, t.occurred_at, t.dr, t.cr,
    t.amount_fen, o.display_id, o.parent_id is not null as is_addition, l.position, a.base_fen, a.binding_id is null as is_own, a.rate_bps, a.fixed_fen, a.quantity,
    a.campaign, a.cut_by, c.amount_fen as accrued_fen,
    p.name as plan_name, p.version as plan_version, r.goods_fen as refunded_fen,
    r.lines->>t.order_line_id as line_refunded_fen, x.id as payout_id,
    x.amount_fen as payout_fen, x.state as payout_state, x.withheld_fen, x.tax_policy, x.tax_month,
    x.fee_fen, f.terms->'payout_fee' as fee_terms, f.name as fee_plan_name, f.version as fee_plan_version
  from distribution.transfer t
  left join distribution.frozen_line l on l.order_line_id = t.order_line_id
  left join distribution.frozen_order o on o.order_id = l.order_id
  left join distribution.plan p on p.id = o.plan_id
  left join distribution.attribution a on a.order_line_id = t.order_line_id and a.tier = t.tier
  left join distribution.accrual c on c.order_line_id = t.order_line_id and c.tier = t.tier
  left join distribution.processed r on t.order_line_id is not null and r.kind = 'refund'
    and r.id = split_part(t.source, '/', 1)
  left join distribution.payout x on x.id = t.source
  left join distribution.plan f on f.id = x.fee_plan_id and x.fee_fen > 0
  where greatest(t.dr, t.cr) >> 3 = $1
    and ($2::timestamptz is null or t.recorded_at >= $2) and ($3::timestamptz is null or t.recorded_at < $3)
    and ($4::smallint is null or t.dr >= 8 and t.dr & 7 = $4 or t.cr >= 8 and t.cr & 7 = $4)
    and ($5::timestamptz is null
      or t.recorded_at <= $5 and (t.recorded_at, t.source, t.tier, t.kind) < ($5, $6, $7::smallint, $8::smallint))
  order by t.recorded_at desc, t.source desc, t.tier desc, t.kind desc limit $9`;

/** A distributor's entries, latest first, each with the balances after it. */
export async function listEntries(manager: EntityManager, wanted: WantedEntries): Promise<Entry[]> {
  const { distributor_no, since, until, bucket, before, limit } = wanted;
  const rows = await manager.query<StoredEntry[]>(PAGE, [
    String(distributor_no),
    since,
    until,
    bucket && BUCKETS[bucket],
    before?.posted ?? null,
    before?.source ?? null,
    before?.tier ?? null,
    before?.kind ?? null,
    limit,
  ]);
  const [latest] = rows;
  if (!latest) return [];
  const matured = await readMatured(manager, distributor_no, rows);
  let balances = await readBalancesThrough(manager, distributor_no, positionOf(latest));
  const entries: Entry[] = [];
  for (const row of rows) {
    // With a filter, rows between two of a page are left out; the account asked for is not changed by those.
    const entry = toEntry(row, balances, matured.get(row.source) ?? []);
    entries.push(entry);
    balances = balancesBefore(balances, entry);
  }
  return entries;
}

function positionOf({ posted, source, tier, kind }: StoredEntry): EntryPosition {
  return { posted, source, tier, kind };
}

const bigintOrNull = (text: string | null) => (text === null ? null : BigInt(text));

function toEntry(row: StoredEntry, balances: AccountBalances, matured: EntryReason["matured"]): Entry {
  const kind = KIND_NAMES.get(row.kind);
  if (!kind) throw new Error(`a transfer of an unknown kind: ${row.kind}`);
  return {
    id: row.id,
    kind,
    posted_at: row.recorded_at,
    occurred_at: row.occurred_at,
    dr: BigInt(row.dr),
    cr: BigInt(row.cr),
    amount_fen: BigInt(row.amount_fen),
    balances,
    reason: reasonOf(row, matured),
    position: positionOf(row),
  };
}

function refundOf({ refunded_fen, line_refunded_fen }: StoredEntry): EntryReason["refund"] {
  if (refunded_fen === null) return null;
  return { goods_fen: BigInt(refunded_fen), line_fen: bigintOrNull(line_refunded_fen) };
}

function reasonOf(row: StoredEntry, matured: EntryReason["matured"]): EntryReason {
  const { position, base_fen, rate_bps, accrued_fen, plan_name, plan_version } = row;
  const isOfLine = position !== null && base_fen !== null && accrued_fen !== null;
  return {
    line: isOfLine
      ? {
          order_display_id: row.display_id === null ? null : Number(row.display_id),
          is_addition: row.is_addition ?? false,
          line_position: position,
          tier: row.tier,
          is_own: row.is_own ?? false,
          base_fen: BigInt(base_fen),
          rate_bps,
          fixed_fen: bigintOrNull(row.fixed_fen),
          quantity: row.quantity ?? 1,
          campaign: row.campaign,
          cut_by: row.cut_by,
          accrued_fen: BigInt(accrued_fen),
        }
      : null,
    plan: plan_name !== null && plan_version !== null ? { name: plan_name, version: plan_version } : null,
    refund: refundOf(row),
    matured,
    payout:
      row.payout_id !== null && row.payout_fen !== null && row.payout_state !== null
        ? {
            id: row.payout_id,
            amount_fen: BigInt(row.payout_fen),
            state: row.payout_state,
            withheld_fen: bigintOrNull(row.withheld_fen),
            fee: feeOfEntry(row),
            tax_policy: row.tax_policy,
            tax_month: row.tax_month,
          }
        : null,
  };
}

function feeOfEntry(row: StoredEntry): NonNullable<EntryReason["payout"]>["fee"] {
  const { fee_fen, fee_terms, fee_plan_name, fee_plan_version } = row;
  if (fee_fen === null || fee_plan_name === null || fee_plan_version === null) return null;
  const terms = PayoutFeeShape.parse(fee_terms);
  return { fee_fen: BigInt(fee_fen), terms, plan_name: fee_plan_name, plan_version: fee_plan_version };
}

interface StoredMatured {
  matured_run: string;
  display_id: string | null;
  is_addition: boolean;
  position: number;
  tier: number;
  is_own: boolean;
  amount_fen: string;
}

/** What runs matured of a distributor's, by the source of their transfers: accrued less what was clawed while pending. */
async function readMatured(
  manager: EntityManager,
  distributor_no: bigint,
  rows: readonly StoredEntry[],
): Promise<Map<string, EntryReason["matured"]>> {
  const runs = [
    ...new Set(
      rows
        .filter(({ kind }) => kind === TRANSFER_KINDS.mature || kind === TRANSFER_KINDS.repay)
        .map(({ source }) => source.split(":")[1]),
    ),
  ];
  if (runs.length === 0) return new Map();
  const found = await manager.query<StoredMatured[]>(
    `select c.matured_run, o.display_id, o.parent_id is not null as is_addition, l.position, c.tier, a.binding_id is null as is_own,
       c.amount_fen - coalesce((
       select sum(t.amount_fen) from distribution.processed r
       join distribution.transfer t on t.source = r.id || '/' || c.order_line_id and t.tier = c.tier and t.kind = 2
       where r.order_id = c.order_id and r.kind = 'refund'), 0) as amount_fen
     from distribution.accrual c
     join distribution.frozen_line l using (order_line_id)
     join distribution.attribution a on a.order_line_id = c.order_line_id and a.tier = c.tier
     join distribution.frozen_order o on o.order_id = c.order_id
     where c.matured_run = any ($1) and c.distributor_no = $2
     order by c.accrued_at, o.order_id, l.position, c.tier`,
    [runs, String(distributor_no)],
  );
  const bySource = new Map<string, EntryReason["matured"]>();
  for (const { matured_run, display_id, position, tier, is_own, is_addition, amount_fen } of found) {
    const source = `run:${matured_run}:${distributor_no}`;
    const line = {
      order_display_id: display_id === null ? null : Number(display_id),
      is_addition,
      line_position: position,
      tier,
      is_own,
      amount_fen: BigInt(amount_fen),
    };
    bySource.set(source, [...(bySource.get(source) ?? []), line]);
  }
  return bySource;
}

/** Balances just after a transfer. */
function readBalancesThrough(
  manager: EntityManager,
  distributor_no: bigint,
  { posted, source, tier, kind }: EntryPosition,
): Promise<AccountBalances> {
  return readBalances(manager, [String(distributor_no), posted, source, tier, kind]);
}

/** Balances at the moment at which a month begins. */
export function readBalancesAt(
  manager: EntityManager,
  distributor_no: bigint,
  moment: Date,
): Promise<AccountBalances> {
  return readBalances(manager, [String(distributor_no), moment, "", 0, 0]);
}

async function readBalances(manager: EntityManager, position: unknown[]): Promise<AccountBalances> {
  const [row] = await manager.query<Record<Bucket, string>[]>(
    `select pending, available, hold, debt from distribution.balances_until($1, $2, $3, $4::smallint, $5::smallint)`,
    position,
  );
  if (!row) throw new Error("an aggregate answered nothing");
  return {
    pending: BigInt(row.pending),
    available: BigInt(row.available),
    hold: BigInt(row.hold),
    debt: BigInt(row.debt),
  };
}
