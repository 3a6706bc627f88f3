import { generateEntityId } from "@medusajs/framework/utils";
import type { PlayKind } from "../../../domain/play";
import { RefusedError } from "../../../domain/refusal";
import type { Segment } from "../../../domain/segment";
import type { SegmentContext } from "../../../domain/segment-match";
import { appendAudit } from "./audit-store";
import type { Database, Sql } from "./database-sql";
import { capSince, SENT_AT_SQL } from "./message-cap-sql";
import { segmentSql } from "./segment-sql";
import type { Change } from "./tag-store";

/** A message with a coupon to a segment, as it was started. */
export interface Outreach {
  readonly id: string;
  readonly name: string;
  readonly promotion_code: string;
  /** What people read; `{code}` stands for the coupon. */
  readonly message: string;
  readonly expression: Segment;
  /** The share that gets nothing, in basis points. */
  readonly control_bps: number;
  readonly measured_days: number;
}

/** How many people are in each state. */
export type OutreachCounts = Readonly<Record<string, number>>;

export interface OutreachView extends Outreach {
  readonly started_at: string;
  readonly created_by: string;
  readonly counts: OutreachCounts;
}

/** A person of a segment with what decides whether they can be written to. */
export interface Candidate {
  readonly customer_id: string;
  readonly consents_to_marketing: boolean;
  readonly follows: boolean | null;
  readonly sent_at: Date[];
}

/** A message that one server has taken to send. */
export interface DueMessage {
  readonly outreach_id: string;
  readonly customer_id: string;
  readonly message: string;
  readonly promotion_code: string;
  /** Null for an outreach that somebody started. */
  readonly play: PlayKind | null;
  /** On which occasions of the play the person is written to. */
  readonly occasions: readonly string[];
}

/** Longer than one message takes: whoever took one and ended has perhaps sent it, so nobody sends it again. */
const INTERRUPTED_MS = 600_000;

/** Outreaches and what became of each person in them. */
export class OutreachStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Everybody in a segment. A message counts against the cap as soon as it waits. */
  async candidates(segment: Segment, context: SegmentContext): Promise<Candidate[]> {
    return this.#candidates(segmentSql(segment, context), context.now);
  }

  /** These customers, as `candidates` has those of a segment. */
  async candidatesAmong(customer_ids: readonly string[], now: Date): Promise<Candidate[]> {
    return this.#candidates({ sql: `f."customer_id" = any(?::text[])`, bindings: [customer_ids] }, now);
  }

  async #candidates({ sql, bindings }: Sql, now: Date): Promise<Candidate[]> {
    const { rows } = await this.#database.raw<Candidate>(
      `select f."customer_id", f."follows", coalesce(c."consents_to_marketing", false) as "consents_to_marketing",
         ${SENT_AT_SQL} as "sent_at"
       from "crm_customer_fact" f left join "crm_care" c on c."customer_id" = f."customer_id"
       where ${sql} order by f."customer_id"`,
      [capSince(now), ...bindings],
    );
    return rows;
  }

  /** Starts an outreach: from here on each person is in one group and is written to at most once. */
  async start(
    outreach: Omit<Outreach, "id">,
    seed: string,
    people: { readonly treated: readonly string[]; readonly control: readonly string[] },
    { actor_id, now }: Change,
  ): Promise<string> {
    const id = generateEntityId(undefined, "cout");
    const { name, expression, promotion_code, message, control_bps, measured_days } = outreach;
    await this.#database.transaction(async (transaction) => {
      await transaction.raw(
        `insert into "crm_outreach" ("id", "name", "expression", "promotion_code", "message", "control_bps", "seed",
           "measured_days", "created_by", "started_at") values (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)`,
        [
          ...[id, name, JSON.stringify(expression), promotion_code, message],
          ...[control_bps, seed, measured_days, actor_id, now],
        ],
      );
      for (const [state, ids] of [
        ["waiting", people.treated],
        ["control", people.control],
      ] as const) {
        await transaction.raw(
          `insert into "crm_outreach_person" ("outreach_id", "customer_id", "state", "next_attempt_at")
           select ?, id, ?, ?::timestamptz from unnest(?::text[]) as id`,
          [id, state, now, ids],
        );
      }
      const detail = { name, people: people.treated.length, control: people.control.length };
      await appendAudit(transaction, { actor_id, action: "outreach_started", subject_id: id, detail }, now);
    });
    return id;
  }

  async list(): Promise<OutreachView[]> {
    return this.#views(`where o."play" is null`, []);
  }

  /** @throws RefusedError `outreach_not_found` */
  async find(id: string): Promise<OutreachView> {
    const [view] = await this.#views(`where o."id" = ?`, [id]);
    if (!view) {
      throw new RefusedError("outreach_not_found");
    }
    return view;
  }

  /** The people of each group: who was written to, and who was kept out to compare. */
  async groups(id: string): Promise<{ treated: string[]; control: string[] }> {
    const { rows } = await this.#database.raw<{ customer_id: string; state: string }>(
      `select "customer_id", "state" from "crm_outreach_person" where "outreach_id" = ?`,
      [id],
    );
    const idsOf = (isControl: boolean) =>
      rows.filter(({ state }) => (state === "control") === isControl).map(({ customer_id }) => customer_id);
    return { treated: idsOf(false), control: idsOf(true) };
  }

  /** Takes a message to send, of somebody who still agrees and may have one more; nobody else gets it. */
  async take(now: Date): Promise<DueMessage | null> {
    await this.#database.raw(
      `update "crm_outreach_person" set "state" = 'failed', "reason" = 'interrupted'
       where "state" = 'sending' and "next_attempt_at" < ?::timestamptz`,
      [new Date(now.getTime() - INTERRUPTED_MS)],
    );
    const { rows } = await this.#database.raw<DueMessage>(
      `update "crm_outreach_person" p set "state" = 'sending', "next_attempt_at" = ?::timestamptz
       from "crm_outreach" o where o."id" = p."outreach_id" and (p."outreach_id", p."customer_id") = (
         select w."outreach_id", w."customer_id" from "crm_outreach_person" w where w."state" = 'waiting'
         order by w."next_attempt_at", w."customer_id" limit 1 for update skip locked)
       returning p."outreach_id", p."customer_id", o."message", o."promotion_code", o."play",
         array(select n."occasion" from "crm_play_person" n
           where n."outreach_id" = p."outreach_id" and n."customer_id" = p."customer_id") as "occasions"`,
      [now],
    );
    return rows[0] ?? null;
  }

  /** Whether a person still agrees to be written to, and when they were, within the days of the cap. */
  async reachable(customer_id: string, now: Date): Promise<Candidate | null> {
    const { rows } = await this.#database.raw<Candidate>(
      `select f."customer_id", f."follows", coalesce(c."consents_to_marketing", false) as "consents_to_marketing",
         array(select p."sent_at" from "crm_outreach_person" p where p."customer_id" = f."customer_id"
           and p."state" = 'sent' and p."sent_at" > ?::timestamptz) as "sent_at"
       from "crm_customer_fact" f left join "crm_care" c on c."customer_id" = f."customer_id"
       where f."customer_id" = ?`,
      [capSince(now), customer_id],
    );
    return rows[0] ?? null;
  }

  /** What became of a message that was taken. @param reason why it did not go out; null when it did */
  async settle(
    { outreach_id, customer_id }: DueMessage,
    state: "sent" | "skipped" | "failed",
    reason: string | null,
    now: Date,
  ): Promise<void> {
    await this.#database.raw(
      `update "crm_outreach_person" set "state" = ?, "reason" = ?, "sent_at" = ?::timestamptz
       where "outreach_id" = ? and "customer_id" = ? and "state" = 'sending'`,
      [state, reason, state === "sent" ? now : null, outreach_id, customer_id],
    );
  }

  async #views(where: string, values: readonly unknown[]): Promise<OutreachView[]> {
    const { rows } = await this.#database.raw<Omit<OutreachView, "started_at"> & { started_at: Date }>(
      `select o."id", o."name", o."promotion_code", o."message", o."expression", o."control_bps", o."measured_days",
         o."created_by", o."started_at",
         coalesce((select jsonb_object_agg(s."state", s."people") from (
           select p."state", count(*)::int as "people" from "crm_outreach_person" p
           where p."outreach_id" = o."id" group by 1) s), '{}') as "counts"
       from "crm_outreach" o ${where} order by o."started_at" desc, o."id" limit 100`,
      values,
    );
    return rows.map((row) => ({ ...row, started_at: row.started_at.toISOString() }));
  }
}
