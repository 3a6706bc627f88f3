import { FREQUENCY_CAP, isControl } from "../../../domain/outreach";
import {
  type Occasion,
  PLAY_KINDS,
  type Play,
  type PlayKind,
  playOutreachId,
  STANDARD_PLAYS,
  WELCOME_DAYS,
  WINDOW_DAYS,
} from "../../../domain/play";
import { DAY_MS } from "../../../domain/rfm";
import { appendAudit } from "./audit-store";
import type { Database } from "./database-sql";
import { capSince, SENT_AT_SQL } from "./message-cap-sql";
import type { Change } from "./tag-store";

/** A play that somebody has set, and when. */
export type SetPlay = Play & { readonly changed_at: Date };

/** A play with how many people are in each state, over all its days. */
export type PlayView = Play & { readonly counts: Readonly<Record<string, number>> };

/** For so long after a message of a play counts what somebody buys. */
const MEASURED_DAYS = 7;
/** So many people are written to in one run. */
export const AT_ONCE = 200;

/** Plays, and who was written to on which occasion. */
export class PlayStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All plays, as the shop starts with them where nobody has set one. */
  async list(): Promise<PlayView[]> {
    const [set, counted] = await Promise.all([
      this.#database.raw<SetPlay>(`select * from "crm_play"`),
      this.#database.raw<{ play: string; state: string; people: number }>(
        `select o."play", p."state", count(*)::int as "people" from "crm_outreach_person" p
         join "crm_outreach" o on o."id" = p."outreach_id" where o."play" is not null group by 1, 2`,
      ),
    ]);
    return PLAY_KINDS.map((kind) => {
      const play = set.rows.find((one) => one.kind === kind) ?? STANDARD_PLAYS[kind];
      const { is_enabled, message, promotion_code, control_bps, days } = play;
      const own = counted.rows.filter((row) => row.play === kind);
      const counts = Object.fromEntries(own.map(({ state, people }) => [state, people]));
      return { kind, is_enabled, message, promotion_code, control_bps, days, counts };
    });
  }

  /** Those that are switched on. */
  async enabled(): Promise<SetPlay[]> {
    const { rows } = await this.#database.raw<SetPlay>(
      `select * from "crm_play" where "is_enabled" order by "kind"`,
    );
    return rows;
  }

  async save(play: Play, { actor_id, now }: Change): Promise<void> {
    const { kind, is_enabled, message, promotion_code, control_bps, days } = play;
    await this.#database.transaction(async (transaction) => {
      await transaction.raw(
        `insert into "crm_play" ("kind", "is_enabled", "message", "promotion_code", "control_bps", "days", "changed_by", "changed_at")
         values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict ("kind") do update set "is_enabled" = excluded."is_enabled", "message" = excluded."message",
           "promotion_code" = excluded."promotion_code", "control_bps" = excluded."control_bps",
           "days" = excluded."days", "changed_by" = excluded."changed_by", "changed_at" = excluded."changed_at"`,
        [kind, is_enabled, message, promotion_code, control_bps, days, actor_id, now],
      );
      const detail = { is_enabled, message, promotion_code, control_bps, days };
      await appendAudit(transaction, { actor_id, action: "play_changed", subject_id: kind, detail }, now);
    });
  }

  /** Whom the facts of customers name for a play, and who may be written to now; the other plays are about orders. */
  async dueByFacts(play: Play, { now, month }: { now: Date; month: string }): Promise<Occasion[]> {
    const before = (days: number): Date => new Date(now.getTime() - days * DAY_MS);
    const wanted: Partial<Record<PlayKind, { occasion: string; where: string; values: readonly unknown[] }>> =
      {
        welcome: {
          occasion: `'joined'`,
          where: `f."registered_at" > ?::timestamptz and f."order_count" = 0`,
          values: [before(WELCOME_DAYS)],
        },
        inactive: {
          occasion: `f."last_order_at"::date::text`,
          where: `f."last_order_at" <= ?::timestamptz and f."last_order_at" > ?::timestamptz`,
          values: [before(play.days), before(play.days + WINDOW_DAYS)],
        },
        birthday: {
          occasion: `'${month.slice(0, 4)}'`,
          where: `f."birthday_month" = ?`,
          values: [Number(month.slice(5))],
        },
      };
    const found = wanted[play.kind];
    if (!found) {
      return [];
    }
    const { rows } = await this.#database.raw<Occasion>(
      `select f."customer_id", ${found.occasion} as "occasion" from "crm_customer_fact" f
       join "crm_care" c on c."customer_id" = f."customer_id" and c."consents_to_marketing"
       where f."follows" and ${found.where} and cardinality(${SENT_AT_SQL}) < ? and not exists (select from "crm_play_person" p
         where p."kind" = ? and p."customer_id" = f."customer_id" and p."occasion" = ${found.occasion})
       order by f."customer_id" limit ?`,
      [...found.values, capSince(now), FREQUENCY_CAP.messages, play.kind, AT_ONCE],
    );
    return rows;
  }

  /** Those of these that nobody has been written to for. */
  async unplayed(kind: PlayKind, occasions: readonly Occasion[]): Promise<Occasion[]> {
    const { rows } = await this.#database.raw<{ occasion: string }>(
      `select "occasion" from "crm_play_person"
       where "kind" = ? and "customer_id" = any(?::text[]) and "occasion" = any(?::text[])`,
      [kind, occasions.map(({ customer_id }) => customer_id), occasions.map(({ occasion }) => occasion)],
    );
    const played = new Set(rows.map(({ occasion }) => occasion));
    return occasions.filter(({ occasion }) => !played.has(occasion));
  }

  /**
   * Queues a play's messages of a day. Each occasion counts once, on however many servers; the control group is kept out.
   * @param day of Shanghai
   */
  async queue(play: SetPlay, day: string, people: readonly Occasion[], now: Date): Promise<void> {
    const id = playOutreachId(play, play.changed_at, day);
    const { kind, message, promotion_code, control_bps } = play;
    await this.#database.transaction(async (transaction) => {
      await transaction.raw(
        `insert into "crm_outreach" ("id", "name", "expression", "promotion_code", "message", "control_bps", "seed",
           "measured_days", "created_by", "started_at", "play")
         values (?, ?, '{}'::jsonb, ?, ?, ?, ?, ?, 'play', ?, ?) on conflict ("id") do nothing`,
        [id, kind, promotion_code, message, control_bps, kind, MEASURED_DAYS, now, kind],
      );
      for (const { customer_id, occasion } of people) {
        const noted = await transaction.raw(
          `insert into "crm_play_person" ("kind", "customer_id", "occasion", "outreach_id", "noted_at")
           values (?, ?, ?, ?, ?) on conflict do nothing`,
          [kind, customer_id, occasion, id, now],
        );
        if (noted.rowCount === 0) {
          continue;
        }
        // The play's name is the seed: whoever is in its control group stays there.
        const state = isControl(kind, customer_id, control_bps) ? "control" : "waiting";
        await transaction.raw(
          `insert into "crm_outreach_person" ("outreach_id", "customer_id", "state", "next_attempt_at")
           values (?, ?, ?, ?) on conflict do nothing`,
          [id, customer_id, state, now],
        );
      }
    });
  }

  /** The outreaches of a play since a moment, latest first. */
  async outreachIds(kind: PlayKind, since: Date): Promise<string[]> {
    const { rows } = await this.#database.raw<{ id: string }>(
      `select "id" from "crm_outreach" where "play" = ? and "started_at" > ? order by "started_at" desc`,
      [kind, since],
    );
    return rows.map(({ id }) => id);
  }
}
