import { generateEntityId } from "@medusajs/framework/utils";
import type pg from "pg";
import { type Mailed, nextMailDay, type ReportMail } from "../../../domain/reports/report-mail";
import type { Day } from "../../../domain/shanghai-day";

/** A report that is mailed again and again, and what became of the latest mail. */
export interface StoredReportMail extends ReportMail {
  id: string;
  next_on: Day;
  mailed: Mailed;
  attempts: number;
  reason: string | null;
  sent_at: Date | null;
}

const COLUMNS = `id, report, every, emails, to_char(next_on, 'YYYY-MM-DD') as next_on, mailed, attempts, reason, sent_at`;
/** Longer than a report and its mails take: whoever claimed one and ended leaves it to the next run. */
const CLAIM_MINUTES = 30;
/** An hour between tries; after these the next period's turn comes. */
const MOST_ATTEMPTS = 12;

/** Keeps which reports are mailed to whom. */
export class ReportMailStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async list(): Promise<StoredReportMail[]> {
    const { rows } = await this.#pool.query<StoredReportMail>(
      `select ${COLUMNS} from insights.report_mail order by created_at, id`,
    );
    return rows;
  }

  async add(mail: ReportMail, { by, now, today }: { by: string; now: Date; today: Day }): Promise<string> {
    const id = generateEntityId(undefined, "rpml");
    await this.#pool.query(
      `insert into insights.report_mail (id, report, every, emails, next_on, try_at, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $6)`,
      [
        ...[id, mail.report, mail.every, JSON.stringify(mail.emails)],
        ...[nextMailDay(mail.every, today), now, by],
      ],
    );
    return id;
  }

  /** @returns false when there was none */
  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query("delete from insights.report_mail where id = $1", [id]);
    return rowCount === 1;
  }

  /** Takes one that is due; no other server gets it meanwhile. */
  async claim(today: Day, now: Date): Promise<StoredReportMail | null> {
    const { rows } = await this.#pool.query<StoredReportMail>(
      `update insights.report_mail set attempts = attempts + 1,
         try_at = $2::timestamptz + interval '${CLAIM_MINUTES} minutes'
       where id = (select id from insights.report_mail where next_on <= $1 and try_at <= $2
         order by try_at, id limit 1 for update skip locked)
       returning ${COLUMNS}`,
      [today, now],
    );
    return rows[0] ?? null;
  }

  /** Keeps that an address has had its mail, as soon as it has. @param from the first day of the mail's period */
  async noteMailed(id: string, email: string, from: Day): Promise<void> {
    await this.#pool.query(
      `update insights.report_mail set mailed = mailed || jsonb_build_object($2::text, $3::text) where id = $1`,
      [id, email, from],
    );
  }

  /** Keeps what became of a period's mails. @param reason null when all were sent */
  async mark(
    mail: StoredReportMail,
    reason: string | null,
    { now, today }: { now: Date; today: Day },
  ): Promise<void> {
    const isOver = reason === null || mail.attempts >= MOST_ATTEMPTS;
    await this.#pool.query(
      `update insights.report_mail set reason = $2, sent_at = coalesce($3, sent_at),
         next_on = coalesce($4, next_on), attempts = case when $4::date is null then attempts else 0 end,
         try_at = case when $4::date is null then $5::timestamptz + interval '1 hour' else $5 end
       where id = $1`,
      [mail.id, reason, reason === null ? now : null, isOver ? nextMailDay(mail.every, today) : null, now],
    );
  }
}
