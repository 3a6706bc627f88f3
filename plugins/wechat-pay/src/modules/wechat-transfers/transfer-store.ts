import type { EntityManager } from "@medusajs/framework/mikro-orm/knex";
import { ulid } from "ulid";
import { isFinalTransfer, type Transfer } from "../../domain/transfer";
import { certainBefore, confirmableUntil, type TransferRecord } from "../../domain/transfer-progress";

/** A transfer as it is stored. */
export interface StoredTransfer extends TransferRecord {
  readonly id: string;
  readonly out_bill_no: string;
  readonly customer_id: string;
  readonly app_id: string;
  readonly openid: string;
  readonly problem: string | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

/** Something that happened to a transfer. */
export interface TransferEvent {
  readonly happened_at: Date;
  readonly kind: "state" | "problem" | "cancel_requested";
  readonly detail: string;
}

/** Where a page of the merchant's list goes on. */
export interface TransferPage {
  readonly state: string | null;
  readonly with_problem: boolean;
  readonly limit: number;
  readonly after: { readonly at: string; readonly id: string } | null;
}

/** So many transfers in a state, or with a problem. */
interface Counted {
  readonly state: string;
  readonly count: number;
}

type Row = {
  [Key in keyof StoredTransfer]: StoredTransfer[Key] extends bigint ? string : StoredTransfer[Key];
};

const COLUMNS = `id, out_bill_no, customer_id, app_id, openid, amount_fen, state, transfer_bill_no, package_info,
  fail_reason, problem, submitted_at, unsure_at, confirm_by, cancel_requested_at, created_at, ended_at`;

/** The statements about transfers. Every change is one statement that what has ended withstands. */
export class TransferStore {
  constructor(
    private readonly manager: () => EntityManager,
    private readonly now: () => Date,
  ) {}

  private async query<T>(sql: string, values: unknown[]): Promise<T[]> {
    return (await this.manager().execute(sql, values)) as T[];
  }

  private async one(sql: string, values: unknown[]): Promise<StoredTransfer | undefined> {
    const [row] = await this.query<Row>(sql, values);
    return row && stored(row);
  }

  async find(out_bill_no: string): Promise<StoredTransfer | undefined> {
    const sql = `select ${COLUMNS} from wechat_transfer where out_bill_no = ? and deleted_at is null`;
    return await this.one(sql, [out_bill_no]);
  }

  async findById(id: string): Promise<StoredTransfer | undefined> {
    return await this.one(`select ${COLUMNS} from wechat_transfer where id = ? and deleted_at is null`, [id]);
  }

  /** Remembers a transfer before WeChat hears of it; of two at once the first one counts. */
  async record(
    asked: Pick<StoredTransfer, "out_bill_no" | "customer_id" | "app_id" | "openid" | "amount_fen">,
  ): Promise<void> {
    await this.query(
      `insert into wechat_transfer (id, out_bill_no, customer_id, app_id, openid, amount_fen, created_at)
       values (?, ?, ?, ?, ?, ?, ?) on conflict (out_bill_no) where deleted_at is null do nothing`,
      [
        `wxtr_${ulid(this.now().getTime())}`,
        asked.out_bill_no,
        asked.customer_id,
        asked.app_id,
        asked.openid,
        String(asked.amount_fen),
        this.now(),
      ],
    );
  }

  /**
   * Notes that a request is about to be sent; until its answer is certain it may have been carried out.
   * @returns false when somebody took the transfer back before
   */
  async claim(row: StoredTransfer, at: Date): Promise<boolean> {
    const claimed = await this.query(
      `update wechat_transfer set submitted_at = coalesce(submitted_at, ?), unsure_at = ?, updated_at = now()
       where id = ? and cancel_requested_at is null and ended_at is null returning id`,
      [at, at, row.id],
    );
    return claimed.length === 1;
  }

  /** The request that was claimed at that moment was certainly answered. */
  async settleClaim(row: StoredTransfer, at: Date): Promise<void> {
    await this.query(
      "update wechat_transfer set unsure_at = ?, updated_at = now() where id = ? and unsure_at = ?",
      [row.unsure_at, row.id, at],
    );
  }

  /** Takes over what WeChat said, in an answer of its own. */
  async hear(row: StoredTransfer, report: Transfer): Promise<void> {
    const now = this.now();
    const isFinal = isFinalTransfer(report.state);
    const isWaiting = report.state === "WAIT_USER_CONFIRM";
    await this.query(
      `update wechat_transfer set state = ?, transfer_bill_no = ?, fail_reason = ?, problem = null,
         package_info = case when ? then coalesce(?, package_info) end, confirm_by = coalesce(confirm_by, ?),
         ended_at = ?, updated_at = now()
       where id = ? and ended_at is null`,
      [
        report.state,
        report.transfer_bill_no,
        report.fail_reason ?? null,
        isWaiting,
        report.package_info ?? null,
        confirmableUntil(report.created_at, now),
        isFinal ? now : null,
        row.id,
      ],
    );
    if (row.state !== report.state) {
      await this.note(row, "state", report.state);
    }
  }

  /** Ends a transfer that WeChat certainly never accepted. */
  async end(row: StoredTransfer, state: "FAIL" | "CANCELLED", fail_reason: string | null): Promise<void> {
    const now = this.now();
    const ended = await this.query(
      `update wechat_transfer set state = ?, fail_reason = ?, problem = null, ended_at = ?, updated_at = now()
       where id = ? and ended_at is null and transfer_bill_no is null
         and (unsure_at is null or unsure_at < ?) returning id`,
      [state, fail_reason, now, row.id, certainBefore(now)],
    );
    if (ended.length > 0) {
      await this.note(row, "state", state);
    }
  }

  /** Notes why a transfer does not go on. */
  async trouble(row: StoredTransfer, problem: string): Promise<void> {
    const changed = await this.query(
      `update wechat_transfer set problem = ?, updated_at = now()
       where id = ? and ended_at is null and problem is distinct from ? returning id`,
      [problem, row.id, problem],
    );
    if (changed.length > 0) {
      await this.note(row, "problem", problem);
    }
  }

  /** Notes that the transfer is to be taken back. @param who "merchant" or "receiver" */
  async requestCancel(row: StoredTransfer, who: string): Promise<void> {
    const changed = await this.query(
      `update wechat_transfer set cancel_requested_at = ?, updated_at = now()
       where id = ? and ended_at is null and cancel_requested_at is null returning id`,
      [this.now(), row.id],
    );
    if (changed.length > 0) {
      await this.note(row, "cancel_requested", who);
    }
  }

  private async note(row: StoredTransfer, kind: TransferEvent["kind"], detail: string): Promise<void> {
    const now = this.now();
    await this.query(
      "insert into wechat_transfer_event (id, transfer_id, happened_at, kind, detail) values (?, ?, ?, ?, ?)",
      [`wxte_${ulid(now.getTime())}`, row.id, now, kind, detail],
    );
  }

  /** What happened to a transfer, first things first. */
  async eventsOf(id: string): Promise<TransferEvent[]> {
    return await this.query<TransferEvent>(
      `select happened_at, kind, detail from wechat_transfer_event
       where transfer_id = ? and deleted_at is null order by happened_at, id limit 500`,
      [id],
    );
  }

  /** How many transfers there are in each state, and under way with each problem. */
  async counts(): Promise<{ readonly states: Counted[]; readonly problems: Counted[] }> {
    const rows = await this.query<{ state: string; problem: string | null; count: string }>(
      `select state, case when ended_at is null then problem end as problem, count(*) as count
       from wechat_transfer where deleted_at is null group by 1, 2`,
      [],
    );
    return { states: countedBy(rows, "state"), problems: countedBy(rows, "problem") };
  }

  /** Transfers, latest first. */
  async page({ state, with_problem, limit, after }: TransferPage): Promise<StoredTransfer[]> {
    const rows = await this.query<Row>(
      `select ${COLUMNS} from wechat_transfer
       where deleted_at is null and (?::text is null or state = ?) and (not ?::boolean or problem is not null)
         and (?::timestamptz is null or (created_at, id) < (?::timestamptz, ?))
       order by created_at desc, id desc limit ?`,
      [state, state, with_problem, after?.at ?? null, after?.at ?? null, after?.id ?? null, limit],
    );
    return rows.map(stored);
  }
}

function countedBy<Key extends "state" | "problem">(
  rows: readonly (Record<Key, string | null> & { readonly count: string })[],
  key: Key,
): Counted[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const state = row[key];
    if (state !== null) {
      counts.set(state, (counts.get(state) ?? 0) + Number(row.count));
    }
  }
  return [...counts].map(([state, count]) => ({ state, count }));
}

function stored(row: Row): StoredTransfer {
  return { ...row, amount_fen: BigInt(row.amount_fen) };
}
