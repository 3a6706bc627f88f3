import type { DataSource } from "typeorm";
import { type Refused, refused } from "../../../domain/errors";
import { shanghaiMonth } from "../../../domain/shanghai-day";
import { monthAfter, monthBounds } from "../../../domain/shanghai-month";
import { type AccountSummary, summarize } from "../../../domain/statement/statement";
import { appendAudit } from "../database/audit-store";
import { type Entry, listEntries, readBalancesAt, type WantedEntries } from "./entry-store";
import {
  awaitPostings,
  type ClosedMonth,
  findClosedMonth,
  firstPosting,
  listClosedMonths,
  listMonthOwners,
  listOwnMonths,
  type MonthMoves,
  readMoves,
  sealMonth,
} from "./month-store";
import {
  findLatestVerification,
  insertVerification,
  type Verification,
  verifyLedger,
} from "./verification-store";

/** One distributor's month: every account from its opening to its closing, and what moved by kind. */
export interface Statement {
  month: string;
  /** Null while the month is open. */
  closed: ClosedMonth | null;
  accounts: AccountSummary[];
  kinds: MonthMoves["kinds"];
}

export type VerifyResult =
  | { kind: "verified"; verification: Omit<Verification, "id"> }
  | Refused<"verification_running">;

export interface CloseMonths {
  /** The last month to close, `"2026-03"`; every open one before it is closed first. */
  through: string;
  actor_id: string;
  now: Date;
}

export type CloseResult = { kind: "closed"; months: ClosedMonth[] } | Refused<"month_not_over">;

/** Statements and the verification of them all: what moved in distributors' accounts, month by month of Asia/Shanghai, by when it was posted. */
export class StatementService {
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** A distributor's entries, latest first, each with the balances after it and the reason for its amount. */
  entries(wanted: WantedEntries): Promise<Entry[]> {
    return listEntries(this.#source.manager, wanted);
  }

  /** A distributor's month. All of it is read at one moment, so that the sums always add up. */
  statement(distributor_no: bigint, month: string): Promise<Statement> {
    const bounds = monthBounds(month);
    return this.#source.transaction("REPEATABLE READ", async (manager) => {
      const opening = await readBalancesAt(manager, distributor_no, bounds.starts_at);
      const { sums, kinds } = await readMoves(manager, distributor_no, bounds);
      const closed = await findClosedMonth(manager, month);
      return { month, closed, accounts: summarize(opening, sums), kinds };
    });
  }

  /** The months in which a distributor's accounts moved, latest first. */
  ownMonths(wanted: { distributor_no: bigint; before: string | null; limit: number }) {
    return listOwnMonths(this.#source.manager, wanted);
  }

  /** Whose accounts moved in a month, by account number. */
  monthOwners({ month, after, limit }: { month: string; after: bigint | null; limit: number }) {
    return listMonthOwners(this.#source.manager, { bounds: monthBounds(month), after, limit });
  }

  /** Closed months, latest first. */
  closedMonths(wanted: { before: string | null; limit: number }): Promise<ClosedMonth[]> {
    return listClosedMonths(this.#source.manager, wanted);
  }

  /**
   * Closes and seals every open month up to one that is over; what is closed already stays. Safe to run anywhere, at
   * once, and again.
   */
  async close({ through, actor_id, now }: CloseMonths): Promise<CloseResult> {
    if (through >= shanghaiMonth(now)) return refused("month_not_over", "month");
    const months: ClosedMonth[] = [];
    for (let month = await this.#firstOpen(); month && month <= through; month = monthAfter(month)) {
      const closed = await this.#closeOne(month, actor_id, now);
      if (closed) months.push(closed);
    }
    return { kind: "closed", months };
  }

  /** What the latest verification found; null before the first. */
  latestVerification(): Promise<Verification | null> {
    return findLatestVerification(this.#source.manager);
  }

  /**
   * Recomputes the whole ledger as it stands at one moment and keeps what it found. Posting goes on meanwhile.
   * @param clock is asked when it begins and when it ends
   */
  async verify(actor_id: string, clock: () => Date): Promise<VerifyResult> {
    const started_at = clock();
    const verified = await this.#source.transaction("REPEATABLE READ", verifyLedger);
    if (!verified) return refused("verification_running");
    const verification = { ...verified, started_at, ended_at: clock(), actor_id };
    const after = { transfers: String(verified.transfers), difference: verified.difference };
    await this.#source.transaction(async (manager) => {
      await insertVerification(manager, verification);
      await appendAudit(manager, {
        occurred_at: verification.ended_at,
        actor_id,
        action: "ledger_verified",
        subject_id: "ledger",
        after,
      });
    });
    return { kind: "verified", verification };
  }

  async #firstOpen(): Promise<string | null> {
    const [last] = await listClosedMonths(this.#source.manager, { before: null, limit: 1 });
    if (last) return monthAfter(last.month);
    const first = await firstPosting(this.#source.manager);
    return first && shanghaiMonth(first);
  }

  async #closeOne(month: string, actor_id: string, now: Date): Promise<ClosedMonth | null> {
    // In a transaction of its own: postings wait for it, and sealing may take longer than they should.
    await this.#source.transaction(awaitPostings);
    return this.#source.transaction(async (manager) => {
      if (!(await sealMonth(manager, month, { at: now, by: actor_id }))) return null;
      const closed = await findClosedMonth(manager, month);
      const after = { hash: closed?.hash, transfers: String(closed?.transfers) };
      await appendAudit(manager, {
        occurred_at: now,
        actor_id,
        action: "month_closed",
        subject_id: month,
        after,
      });
      return closed;
    });
  }
}
