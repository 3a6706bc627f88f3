import type { EntityManager } from "typeorm";
import type { RaisedSignal, RiskCaseState, RiskVerdict } from "../../../domain/risk/risk";
import type { PageCursor } from "../database/page-cursor";

/** A question about a distributor that a person answers. */
export interface RiskCaseRow {
  id: string;
  distributor_id: string;
  state: RiskCaseState;
  verdict: RiskVerdict;
  signals: RaisedSignal[];
  /** The day from which on the rules are in force that raised it. */
  rules_from: string;
  opened_at: Date;
  raised_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
  decision_reason: string | null;
}

/** What a distributor says to a case, and what the merchant answered. */
export interface AppealRow {
  id: string;
  case_id: string;
  appeal: string;
  appealed_at: Date;
  answered_at: Date | null;
  answer: string | null;
}

const COLUMNS = `id, distributor_id, state, verdict, signals, rules_from::text as rules_from, opened_at, raised_at,
  decided_at, decided_by, decision_reason`;

async function readOne(
  manager: EntityManager,
  where: string,
  values: unknown[],
): Promise<RiskCaseRow | null> {
  const sql = `select ${COLUMNS} from distribution.risk_case where ${where}`;
  const [row] = await manager.query<RiskCaseRow[]>(sql, values);
  return row ?? null;
}

/** A case by id, locked. */
export function lockCase(manager: EntityManager, id: string): Promise<RiskCaseRow | null> {
  return readOne(manager, "id = $1 for update", [id]);
}

/** A case by id. */
export function findCase(manager: EntityManager, id: string): Promise<RiskCaseRow | null> {
  return readOne(manager, "id = $1", [id]);
}

/** The distributor's case that is open or confirmed; there is at most one. */
export function findCaseInForce(manager: EntityManager, distributor_id: string): Promise<RiskCaseRow | null> {
  return readOne(manager, "distributor_id = $1 and state in ('open', 'confirmed')", [distributor_id]);
}

/** The same, locked. */
export function lockCaseInForce(manager: EntityManager, distributor_id: string): Promise<RiskCaseRow | null> {
  return readOne(manager, "distributor_id = $1 and state in ('open', 'confirmed') for update", [
    distributor_id,
  ]);
}

/** The distributor's last case, whatever became of it. */
export function findLatestCase(manager: EntityManager, distributor_id: string): Promise<RiskCaseRow | null> {
  return readOne(manager, "distributor_id = $1 order by opened_at desc, id desc limit 1", [distributor_id]);
}

/** Opens a case unless the distributor has a standing one. @returns whether it was opened */
export async function insertCase(
  manager: EntityManager,
  row: Pick<RiskCaseRow, "id" | "distributor_id" | "verdict" | "signals" | "rules_from" | "opened_at">,
): Promise<boolean> {
  const inserted = await manager.query<unknown[]>(
    `insert into distribution.risk_case
       (id, distributor_id, state, verdict, signals, rules_from, opened_at, raised_at)
     values ($1, $2, 'open', $3, $4, $5, $6, $6)
     on conflict (distributor_id) where state in ('open', 'confirmed') do nothing returning id`,
    [row.id, row.distributor_id, row.verdict, JSON.stringify(row.signals), row.rules_from, row.opened_at],
  );
  return inserted.length > 0;
}

/** Writes what an open case has grown to. */
export async function raiseCase(
  manager: EntityManager,
  id: string,
  raised: Pick<RiskCaseRow, "verdict" | "signals" | "rules_from" | "raised_at">,
): Promise<void> {
  await manager.query(
    `update distribution.risk_case set verdict = $2, signals = $3, rules_from = $4, raised_at = $5 where id = $1`,
    [id, raised.verdict, JSON.stringify(raised.signals), raised.rules_from, raised.raised_at],
  );
}

/** Writes a decision about a locked case. */
export async function writeDecision(
  manager: EntityManager,
  id: string,
  decision: { state: RiskCaseState; decided_at: Date; decided_by: string; decision_reason: string },
): Promise<void> {
  await manager.query(
    `update distribution.risk_case set state = $2, decided_at = $3, decided_by = $4, decision_reason = $5
     where id = $1`,
    [id, decision.state, decision.decided_at, decision.decided_by, decision.decision_reason],
  );
}

/** Which of these distributors, by account number, must not get money for now. */
export async function findHeld(manager: EntityManager, account_nos: readonly bigint[]): Promise<Set<bigint>> {
  if (account_nos.length === 0) return new Set();
  const rows = await manager.query<{ account_no: string }[]>(
    `select d.account_no from distribution.risk_case c join distribution.distributor d on d.id = c.distributor_id
     where d.account_no = any ($1) and (c.state = 'confirmed' or (c.state = 'open' and c.verdict = 'hold'))`,
    [account_nos.map(String)],
  );
  return new Set(rows.map(({ account_no }) => BigInt(account_no)));
}

/** A case in the merchant's queue. */
export interface ListedCase extends RiskCaseRow {
  display_name: string;
  /** The appeal that waits for an answer, if any. */
  appeal: string | null;
}

/** Cases, latest first. */
export function listCases(
  manager: EntityManager,
  wanted: {
    state: RiskCaseState | null;
    distributor_id: string | null;
    limit: number;
    after: PageCursor | null;
  },
): Promise<ListedCase[]> {
  return manager.query<ListedCase[]>(
    `select c.id, c.distributor_id, c.state, c.verdict, c.signals, c.rules_from::text as rules_from, c.opened_at,
       c.raised_at, c.decided_at, c.decided_by, c.decision_reason, d.display_name, a.appeal
     from distribution.risk_case c join distribution.distributor d on d.id = c.distributor_id
     left join distribution.risk_appeal a on a.case_id = c.id and a.answered_at is null
     where ($1::text is null or c.state = $1) and ($2::text is null or c.distributor_id = $2)
       and ($3::timestamptz is null or (c.opened_at, c.id) < ($3, $4))
     order by c.opened_at desc, c.id desc limit $5`,
    [wanted.state, wanted.distributor_id, wanted.after?.at ?? null, wanted.after?.id ?? null, wanted.limit],
  );
}

/** Stores an appeal unless one waits for an answer. @returns whether it was stored */
export async function insertAppeal(
  manager: EntityManager,
  row: Pick<AppealRow, "id" | "case_id" | "appeal" | "appealed_at">,
): Promise<boolean> {
  const inserted = await manager.query<unknown[]>(
    `insert into distribution.risk_appeal (id, case_id, appeal, appealed_at) values ($1, $2, $3, $4)
     on conflict (case_id) where answered_at is null do nothing returning id`,
    [row.id, row.case_id, row.appeal, row.appealed_at],
  );
  return inserted.length > 0;
}

/** Answers the appeal that waits, if any. */
export async function answerAppeal(
  manager: EntityManager,
  case_id: string,
  answer: string,
  now: Date,
): Promise<void> {
  await manager.query(
    `update distribution.risk_appeal set answered_at = $2, answer = $3 where case_id = $1 and answered_at is null`,
    [case_id, now, answer],
  );
}

/** A case's appeals, latest first. */
export function listAppeals(manager: EntityManager, case_id: string): Promise<AppealRow[]> {
  return manager.query<AppealRow[]>(
    `select id, case_id, appeal, appealed_at, answered_at, answer from distribution.risk_appeal
     where case_id = $1 order by appealed_at desc, id desc limit 50`,
    [case_id],
  );
}
