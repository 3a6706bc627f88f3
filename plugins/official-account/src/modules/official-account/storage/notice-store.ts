import { generateEntityId } from "@medusajs/framework/utils";
import {
  type NoticeFacts,
  type NoticeKind,
  type NoticeTemplate,
  shownFacts,
} from "../../../domain/notice.js";
import { isoOf, isoOrNull, type Moment, type RunSql } from "./run-sql.js";

/** A notice to one person about one event. `id` is its number at WeChat, in every try. Times are ISO 8601. */
export interface Notice {
  id: string;
  number: string;
  kind: NoticeKind;
  event_key: string;
  customer_id: string;
  facts: NoticeFacts;
  /** Where a tap leads, below the shop's address. */
  path: string;
  state: "waiting" | "sent" | "delivered" | "failed";
  reason: string | null;
  errcode: number | null;
  rid: string | null;
  attempts: number;
  created_at: string;
  sent_at: string | null;
}

/** A notice with the nickname of who is told. */
export type ListedNotice = Notice & { nickname: string | null };

export type NewNotice = Pick<Notice, "kind" | "event_key" | "customer_id" | "facts" | "path">;

/** When a notice may go out, and whether it is told together with others of its kind. */
export interface NoticeTiming {
  readonly due_at: Date;
  readonly is_gathered: boolean;
}

/** After a notice of a kind of which many happen at once, the next one waits so long and takes others in. */
const GATHER_MINUTES = 10;

type Row = Omit<Notice, "created_at" | "sent_at"> & { created_at: Moment; sent_at: Moment | null };

const COLUMNS =
  "id, number::text as number, kind, event_key, customer_id, facts, path, state, reason, errcode, rid, attempts, created_at, sent_at";

/** Longer than one try takes: whoever claimed a notice and ended leaves it to the next run after this time. */
const CLAIM_MS = 120_000;

/** The outbox of notices: one for each event and person, claimed by one server at a time. */
export class NoticeStore {
  constructor(
    private readonly run: RunSql,
    private readonly app_id: string,
  ) {}

  async templates(): Promise<NoticeTemplate[]> {
    return await this.run<NoticeTemplate>(
      "select kind, template_id, fields, is_enabled from wechat_notice_template order by kind",
      [],
    );
  }

  async saveTemplate(template: NoticeTemplate, actor_id: string, now: Date): Promise<void> {
    await this.run(
      `insert into wechat_notice_template (kind, template_id, fields, is_enabled, changed_by, changed_at)
       values (?, ?, ?::jsonb, ?, ?, ?)
       on conflict (kind) do update set template_id = excluded.template_id, fields = excluded.fields,
         is_enabled = excluded.is_enabled, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [
        template.kind,
        template.template_id,
        JSON.stringify(template.fields),
        template.is_enabled,
        actor_id,
        now,
      ],
    );
  }

  /**
   * Puts a notice into the outbox, once for an event and a person, unless they want none of its kind. Where one of a
   * gathered kind waits already, the new one is added to it: its row stays, so that the event is told no second time.
   */
  async add(notice: NewNotice, { due_at, is_gathered }: NoticeTiming, now: Date): Promise<void> {
    const { kind, event_key, customer_id, facts, path } = notice;
    await this.run(
      `with lead as (
         select id from wechat_notice
         where customer_id = ? and kind = ? and state = 'waiting' and attempts = 0 and ?::boolean
         order by number limit 1 for update
       ), latest as (
         select max(created_at) + interval '${GATHER_MINUTES} minutes' as passed_at from wechat_notice
         where customer_id = ? and kind = ? and state <> 'merged' and ?::boolean
       ), added as (
         insert into wechat_notice (id, kind, event_key, customer_id, facts, path, state, next_attempt_at, created_at)
         select ?, ?, ?, ?, ?::jsonb, ?, case when exists (select from lead) then 'merged' else 'waiting' end,
           greatest(?::timestamptz, (select passed_at from latest)), ?
         where not exists (select 1 from wechat_notice_refusal where customer_id = ? and kind = ?)
         on conflict (kind, event_key, customer_id) do nothing
         returning facts
       )
       update wechat_notice set facts = wechat_notice.facts
         || jsonb_build_object('time', added.facts->>'time',
              'count', ((wechat_notice.facts->>'count')::integer + 1)::text)
         || case when added.facts->>'amount_fen' is null then '{}'::jsonb else jsonb_build_object('amount_fen',
              ((wechat_notice.facts->>'amount_fen')::bigint + (added.facts->>'amount_fen')::bigint)::text) end
       from lead, added where wechat_notice.id = lead.id`,
      [
        ...[customer_id, kind, is_gathered, customer_id, kind, is_gathered],
        ...[generateEntityId(undefined, "wxn"), kind, event_key, customer_id, JSON.stringify(facts), path],
        ...[due_at, now, customer_id, kind],
      ],
    );
  }

  /** Takes notices that are due; nobody else gets them for two minutes. */
  async claim(limit: number, now: Date): Promise<Notice[]> {
    const rows = await this.run<Row>(
      `update wechat_notice set attempts = attempts + 1, next_attempt_at = ?
       where id in (select id from wechat_notice where state = 'waiting' and next_attempt_at <= ?
         order by number limit ? for update skip locked)
       returning ${COLUMNS}`,
      [new Date(now.getTime() + CLAIM_MS), now, limit],
    );
    return rows.map(viewOf).toSorted((one, other) => Number(one.number) - Number(other.number));
  }

  async markSent(id: string, msg_id: string, now: Date): Promise<void> {
    await this.run(
      "update wechat_notice set state = 'sent', msg_id = ?, sent_at = ?, reason = null, errcode = null, rid = null where id = ?",
      [msg_id, now, id],
    );
  }

  /** @param next_attempt_at null: it is given up */
  async markFailed(
    id: string,
    failure: { reason: string; errcode: number | null; rid: string | null; next_attempt_at: Date | null },
  ): Promise<void> {
    await this.run(
      `update wechat_notice set state = ?, reason = ?, errcode = ?, rid = ?, next_attempt_at = coalesce(?, next_attempt_at)
       where id = ?`,
      [
        ...[failure.next_attempt_at ? "waiting" : "failed", failure.reason, failure.errcode, failure.rid],
        ...[failure.next_attempt_at, id],
      ],
    );
  }

  /** What WeChat says became of a message. */
  async markDelivery(
    msg_id: string,
    delivery: { state: "delivered" } | { state: "failed"; reason: string },
  ): Promise<void> {
    await this.run("update wechat_notice set state = ?, reason = ? where msg_id = ? and state = 'sent'", [
      delivery.state,
      delivery.state === "failed" ? delivery.reason : null,
      msg_id,
    ]);
  }

  /** Latest first. @param cursor the number of a notice that came later */
  async list(wanted: {
    state?: Notice["state"] | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<ListedNotice[]> {
    const rows = await this.run<Row & { nickname: string | null }>(
      `select ${COLUMNS}, (select i.nickname from wechat_identity i where i.customer_id = wechat_notice.customer_id
           and i.app_id = ? and i.deleted_at is null order by i.updated_at desc limit 1) as nickname
       from wechat_notice where state <> 'merged' and (?::text is null or state = ?) and number < ? order by wechat_notice.number desc limit ?`,
      [
        ...[this.app_id, wanted.state ?? null, wanted.state ?? null],
        ...[wanted.cursor ?? "9223372036854775807", wanted.limit],
      ],
    );
    return rows.map((row) => ({ ...viewOf(row), nickname: row.nickname }));
  }

  /** Kinds that a customer wants none of. */
  async refusedKinds(customer_id: string): Promise<string[]> {
    const rows = await this.run<{ kind: string }>(
      "select kind from wechat_notice_refusal where customer_id = ?",
      [customer_id],
    );
    return rows.map(({ kind }) => kind);
  }

  async setWanted(customer_id: string, kind: NoticeKind, is_wanted: boolean, now: Date): Promise<void> {
    if (is_wanted) {
      await this.run("delete from wechat_notice_refusal where customer_id = ? and kind = ?", [
        customer_id,
        kind,
      ]);
      return;
    }
    await this.run(
      "insert into wechat_notice_refusal (customer_id, kind, refused_at) values (?, ?, ?) on conflict do nothing",
      [customer_id, kind, now],
    );
  }
}

function viewOf(row: Row): Notice {
  const { facts, created_at, sent_at } = row;
  return { ...row, facts: shownFacts(facts), created_at: isoOf(created_at), sent_at: isoOrNull(sent_at) };
}
