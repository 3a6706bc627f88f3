import type { Bucket } from "../../../domain/ledger/accounts";
import type { TransferKind } from "../../../domain/ledger/postings";
import type { LedgerDifference } from "../../../domain/statement/difference";
import { explain, KIND_WORDS } from "../../../domain/statement/explanation";
import { movementsOf } from "../../../domain/statement/statement";
import type { Entry } from "./entry-store";
import type { ClosedMonth } from "./month-store";
import type { Statement } from "./service";
import type { Verification } from "./verification-store";

/** One account that an entry changed, and what stood in it afterwards; debt is zero or negative. */
export interface MovementView {
  account: Bucket;
  amount_fen: string;
  balance_fen: string;
}

/** An entry as JSON. */
export interface EntryView {
  id: string;
  kind: TransferKind;
  label: string;
  posted_at: string;
  occurred_at: string;
  amount_fen: string;
  movements: MovementView[];
  /** Why it has this amount, in a sentence. */
  explanation: string;
}

/** An entry as JSON; of one account only, when the list is of one. */
export function entryView(entry: Entry, only: Bucket | null = null): EntryView {
  const movements = movementsOf(entry).filter(({ bucket }) => only === null || bucket === only);
  return {
    id: entry.id,
    kind: entry.kind,
    label: KIND_WORDS[entry.kind],
    posted_at: entry.posted_at.toISOString(),
    occurred_at: entry.occurred_at.toISOString(),
    amount_fen: String(entry.amount_fen),
    movements: movements.map(({ bucket, amount_fen }) => ({
      account: bucket,
      amount_fen: String(amount_fen),
      balance_fen: String(entry.balances[bucket]),
    })),
    explanation: explain(entry.kind, entry.reason),
  };
}

/** A month's accounts and sums as JSON. */
export interface StatementView {
  month: string;
  state: "open" | "closed";
  /** The sealed month's hash; null while it is open. */
  hash: string | null;
  accounts: {
    account: Bucket;
    opening_fen: string;
    in_fen: string;
    out_fen: string;
    closing_fen: string;
  }[];
  kinds: { kind: TransferKind; label: string; count: number; amount_fen: string }[];
}

/** A statement as JSON. */
export function statementView({ month, closed, accounts, kinds }: Statement): StatementView {
  return {
    month,
    state: closed ? "closed" : "open",
    hash: closed?.hash ?? null,
    accounts: accounts.map(({ bucket, opening_fen, in_fen, out_fen, closing_fen }) => ({
      account: bucket,
      opening_fen: String(opening_fen),
      in_fen: String(in_fen),
      out_fen: String(out_fen),
      closing_fen: String(closing_fen),
    })),
    kinds: kinds.map(({ kind, count, amount_fen }) => ({
      kind,
      label: KIND_WORDS[kind],
      count,
      amount_fen: String(amount_fen),
    })),
  };
}

/** A closed month as JSON. */
export interface ClosedMonthView {
  month: string;
  transfers: string;
  statements: string;
  previous_hash: string;
  hash: string;
  closed_at: string;
  closed_by: string;
}

/** A closed month as JSON. */
export function closedMonthView(row: ClosedMonth): ClosedMonthView {
  return {
    month: row.month,
    transfers: String(row.transfers),
    statements: String(row.statements),
    previous_hash: row.previous_hash,
    hash: row.hash,
    closed_at: row.closed_at.toISOString(),
    closed_by: row.closed_by,
  };
}

/** A verification as JSON: what it read, how long it took, and the first difference. */
export interface VerificationView {
  started_at: string;
  ended_at: string;
  actor_id: string;
  transfers: string;
  closed_months: number;
  difference: LedgerDifference | null;
}

/** A verification as JSON. */
export function verificationView(row: Omit<Verification, "id">): VerificationView {
  const { started_at, ended_at, actor_id, transfers, closed_months, difference } = row;
  return {
    started_at: started_at.toISOString(),
    ended_at: ended_at.toISOString(),
    actor_id,
    transfers: String(transfers),
    closed_months,
    difference,
  };
}
