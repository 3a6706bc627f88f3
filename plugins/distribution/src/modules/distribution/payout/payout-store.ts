import type { EntityManager } from "typeorm";
import type { PayoutState } from "../../../domain/payout/payout";
import type { PaidMonth, TaxPolicy } from "../../../domain/payout/tax";
import type { RaisedSignal, RiskCaseState, RiskVerdict } from "../../../domain/risk/risk";
import type { PageCursor } from "../database/page-cursor";

/** A payout; what the person receives is the amount less what was withheld and less the fee, frozen at the request. */
export interface PayoutRow {
  id: string;
  outward_number: string;
  distributor_id: string;
  distributor_no: bigint;
  request_key: string;
  provider: string;
  payee_sealed: Buffer;
  /** The name of the key. */
  payee_sealed_with: string;
  /** Under which of the person's identities it is paid. */
  identity_version: number;
  payee_hint: string;
  amount_fen: bigint;
  fee_fen: bigint;
  state: PayoutState;
  tax_policy: TaxPolicy | null;
  tax_month: string | null;
  withheld_fen: bigint | null;
  requested_at: Date;
  reviewed_at: Date | null;
  reviewed_by: string | null;
  ended_at: Date | null;
  reason: string | null;
  reference: string | null;
}

type Stored = {
  [Key in keyof PayoutRow]: PayoutRow[Key] extends bigint
    ? string
    : PayoutRow[Key] extends bigint | null
      ? string | null
      : PayoutRow[Key];
};

const COLUMNS = `id, outward_number, distributor_id, distributor_no, request_key, provider, payee_sealed, payee_sealed_with,
  identity_version, payee_hint, amount_fen, fee_fen, state, tax_policy, tax_month, withheld_fen, requested_at, reviewed_at, reviewed_by, ended_at, reason,
  reference`;

function toPayout(row: Stored): PayoutRow {
  return {
    ...row,
    distributor_no: BigInt(row.distributor_no),
    amount_fen: BigInt(row.amount_fen),
    fee_fen: BigInt(row.fee_fen),
    withheld_fen: row.withheld_fen === null ? null : BigInt(row.withheld_fen),
  };
}

async function readOne(manager: EntityManager, where: string, values: unknown[]): Promise<PayoutRow | null> {
  const sql = `select ${COLUMNS} from distribution.payout where ${where}`;
  const [row] = await manager.query<Stored[]>(sql, values);
  return row ? toPayout(row) : null;
}

/** A new payout, waiting for review. */
export type NewPayout = Pick<
  PayoutRow,
  | "id"
  | "outward_number"
  | "distributor_id"
  | "distributor_no"
  | "request_key"
  | "provider"
  | "payee_sealed"
  | "payee_sealed_with"
  | "payee_hint"
  | "amount_fen"
  | "fee_fen"
  | "requested_at"
> & {
  requested_day: string;
  /** The plan whose terms the fee is; null when there was none in force. */
  fee_plan_id: string | null;
};

/** Stores a requested payout. */
export async function insertPayout(manager: EntityManager, payout: NewPayout): Promise<void> {
  await manager.query(
    `insert into distribution.payout (id, outward_number, distributor_id, distributor_no, request_key, provider,
       payee_sealed, payee_hint, amount_fen, fee_fen, fee_plan_id, state, requested_at, requested_day,
       payee_sealed_with)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'requested', $12, $13, $14)`,
    [
      payout.id,
      payout.outward_number,
      payout.distributor_id,
      String(payout.distributor_no),
      payout.request_key,
      payout.provider,
      payout.payee_sealed,
      payout.payee_hint,
      String(payout.amount_fen),
      String(payout.fee_fen),
      payout.fee_plan_id,
      payout.requested_at,
      payout.requested_day,
      payout.payee_sealed_with,
    ],
  );
}

/** A payout by id. */
export function findPayout(manager: EntityManager, id: string): Promise<PayoutRow | null> {
  return readOne(manager, "id = $1", [id]);
}

/** A payout by its outward number. */
export function findPayoutOfNumber(
  manager: EntityManager,
  outward_number: string,
): Promise<PayoutRow | null> {
  return readOne(manager, "outward_number = $1", [outward_number]);
}

/** A payout by id, locked, so that of two decisions the second sees the first. */
export function lockPayout(manager: EntityManager, id: string): Promise<PayoutRow | null> {
  return readOne(manager, "id = $1 for update", [id]);
}

/** The payout that a request's key made before. */
export function findRequestedPayout(
  manager: EntityManager,
  distributor_id: string,
  request_key: string,
): Promise<PayoutRow | null> {
  return readOne(manager, "distributor_id = $1 and request_key = $2", [distributor_id, request_key]);
}

/** The distributor's payout that is neither paid nor given back. */
export function findPayoutUnderWay(
  manager: EntityManager,
  distributor_id: string,
): Promise<PayoutRow | null> {
  return readOne(manager, "distributor_id = $1 and state in ('requested', 'transferring')", [distributor_id]);
}

/** What a state change sets beside the state. */
export type PayoutChange = { state: PayoutState } & Partial<
  Pick<
    PayoutRow,
    | "tax_policy"
    | "tax_month"
    | "withheld_fen"
    | "reviewed_at"
    | "reviewed_by"
    | "ended_at"
    | "reason"
    | "reference"
  >
>;

/** Writes a state change of a locked payout. */
export async function writePayout(manager: EntityManager, id: string, change: PayoutChange): Promise<void> {
  const set = Object.entries(change).map(([column], index) => `${column} = $${index + 2}`);
  const values = Object.values(change).map((value) => (typeof value === "bigint" ? String(value) : value));
  await manager.query(`update distribution.payout set ${set.join(", ")} where id = $1`, [id, ...values]);
}

/** What was requested on an Asia/Shanghai day and neither rejected nor given back, in fen. */
export async function readDaySums(
  manager: EntityManager,
  distributor_id: string,
  day: string,
): Promise<{ person_fen: bigint; shop_fen: bigint }> {
  const [row] = await manager.query<{ person: string; shop: string }[]>(
    `select coalesce(sum(amount_fen) filter (where distributor_id = $1), 0) as person,
       coalesce(sum(amount_fen), 0) as shop
     from distribution.payout where requested_day = $2 and state in ('requested', 'transferring', 'confirmed')`,
    [distributor_id, day],
  );
  return { person_fen: BigInt(row?.person ?? 0), shop_fen: BigInt(row?.shop ?? 0) };
}

/** What one person was paid in the Asia/Shanghai months of a year, or is being paid. */
export async function readPaidMonths(
  manager: EntityManager,
  distributor_id: string,
  year: string,
): Promise<PaidMonth[]> {
  const rows = await manager.query<{ month: string; gross: string; withheld: string }[]>(
    `select tax_month as month, sum(amount_fen) as gross, sum(withheld_fen) as withheld
     from distribution.payout
     where distributor_id = $1 and tax_month between $2 and $3 and state in ('transferring', 'confirmed')
     group by tax_month order by tax_month`,
    [distributor_id, `${year}-01`, `${year}-12`],
  );
  return rows.map(({ month, gross, withheld }) => ({
    month,
    gross_fen: BigInt(gross),
    withheld_fen: BigInt(withheld),
  }));
}

/** The number under which requests wait for each other, so that the shop's day is summed exactly. */
const REQUEST_LOCK = 5_220_119;

/** Holds other requests back until this transaction ends. */
export async function lockRequests(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock($1)`, [REQUEST_LOCK]);
}

/** Payouts, latest first: one distributor's, or everybody's. */
export async function listPayouts(
  manager: EntityManager,
  wanted: {
    distributor_id: string | null;
    state: PayoutState | null;
    limit: number;
    after: PageCursor | null;
  },
): Promise<PayoutRow[]> {
  const { distributor_id, state, limit, after } = wanted;
  const rows = await manager.query<Stored[]>(
    `select ${COLUMNS} from distribution.payout
     where ($1::text is null or distributor_id = $1) and ($2::text is null or state = $2)
       and ($3::timestamptz is null or (requested_at, id) < ($3, $4))
     order by requested_at desc, id desc limit $5`,
    [distributor_id, state, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows.map(toPayout);
}

/** The ids of payouts whose transfer has not ended, oldest first. */
export async function findTransferring(manager: EntityManager, limit: number): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select id from distribution.payout where state = 'transferring' order by reviewed_at, id limit $1`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Writes down that a payout's payee is reminded. @returns false when that was done before, by whomever */
export async function insertPayoutReminder(
  manager: EntityManager,
  payout_id: string,
  now: Date,
): Promise<boolean> {
  const written: unknown[] = await manager.query(
    `insert into distribution.payout_reminder (payout_id, reminded_at) values ($1, $2)
     on conflict (payout_id) do nothing returning payout_id`,
    [payout_id, now],
  );
  return written.length > 0;
}

/** What a reviewer wants to know of a payout's owner. */
export interface ReviewContext {
  distributor_id: string;
  display_name: string;
  /** Payouts that were paid before; nobody's first is approved unseen. */
  paid_before: number;
  risk: { case_id: string; state: RiskCaseState; verdict: RiskVerdict; signals: RaisedSignal[] } | null;
}

/** Names, earlier payouts and standing risk cases of distributors, by id. */
export async function readReviewContexts(
  manager: EntityManager,
  distributor_ids: readonly string[],
): Promise<Map<string, ReviewContext>> {
  const contexts = await manager.query<ReviewContext[]>(
    `select d.id as distributor_id, d.display_name,
       (select count(*)::int from distribution.payout p where p.distributor_id = d.id and p.state = 'confirmed')
         as paid_before,
       case when c.id is not null then
         jsonb_build_object('case_id', c.id, 'state', c.state, 'verdict', c.verdict, 'signals', c.signals) end as risk
     from distribution.distributor d
     left join distribution.risk_case c on c.distributor_id = d.id and c.state in ('open', 'confirmed')
     where d.id = any ($1)`,
    [distributor_ids],
  );
  return new Map(contexts.map((context) => [context.distributor_id, context]));
}

/** The ids of approved payouts that the merchant's bank has still to pay, oldest first. */
export async function findUnpaidIds(
  manager: EntityManager,
  provider: string,
  limit: number,
): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `select id from distribution.payout where state = 'transferring' and provider = $1
     order by reviewed_at, id limit $2`,
    [provider, limit],
  );
  return rows.map(({ id }) => id);
}
