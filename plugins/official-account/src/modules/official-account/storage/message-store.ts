import { generateEntityId } from "@medusajs/framework/utils";
import { isoOf, type Moment, type RunSql } from "./run-sql.js";

/** One message of the log; `content` is what WeChat or the shop said, by kind. */
export interface LoggedMessage {
  id: string;
  number: string;
  openid: string;
  direction: "in" | "out";
  via: "push" | "reply" | "customer_service";
  type: string;
  content: Record<string, unknown>;
  reply_id: string | null;
  actor_id: string | null;
  state: "received" | "sent" | "refused";
  /** Why it could not go out. */
  reason: string | null;
  errcode: number | null;
  /** WeChat's number of the refused call. */
  rid: string | null;
  at: string;
}

export type NewMessage = Pick<LoggedMessage, "openid" | "direction" | "via" | "type" | "content" | "state"> &
  Partial<Pick<LoggedMessage, "reply_id" | "actor_id" | "reason" | "errcode" | "rid">> & {
    push_id?: string;
    at: Date;
  };

/** How much was sent since a person wrote, and since they did something else. */
export interface SentCounts {
  since_message: number;
  since_event: number;
}

/** What was written between the account and its followers. */
export class MessageStore {
  constructor(private readonly run: RunSql) {}

  /** Takes note of a message; of a push and of its answer once. */
  async note(message: NewMessage): Promise<string> {
    const id = generateEntityId(undefined, "wxmsg");
    await this.run(
      `insert into wechat_message
         (id, openid, direction, via, type, content, push_id, reply_id, actor_id, state, reason, errcode, rid, at)
       values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (push_id, direction) do nothing`,
      [
        ...[
          id,
          message.openid,
          message.direction,
          message.via,
          message.type,
          JSON.stringify(message.content),
        ],
        ...[message.push_id ?? null, message.reply_id ?? null, message.actor_id ?? null, message.state],
        ...[message.reason ?? null, message.errcode ?? null, message.rid ?? null, message.at],
      ],
    );
    return id;
  }

  /** What WeChat said became of a template message, where it has said so. */
  async templateStatus(openid: string, msg_id: string): Promise<string | null> {
    const [row] = await this.run<{ status: string }>(
      `select content->>'status' as status from wechat_message
       where openid = ? and type = 'templatesendjobfinish' and content->>'msg_id' = ? limit 1`,
      [openid, msg_id],
    );
    return row?.status ?? null;
  }

  /** Counts customer-service messages that went out after each of two moments. */
  async sentSince(openid: string, message_at: Date | null, event_at: Date | null): Promise<SentCounts> {
    const [row] = await this.run<{ since_message: string; since_event: string }>(
      `select count(*) filter (where at >= ?) as since_message, count(*) filter (where at >= ?) as since_event
       from wechat_message where openid = ? and via = 'customer_service' and state = 'sent'`,
      [message_at ?? new Date(0), event_at ?? new Date(0), openid],
    );
    return { since_message: Number(row?.since_message ?? 0), since_event: Number(row?.since_event ?? 0) };
  }

  /** The log, latest first; of one follower when one is named. @param before a message's number */
  async list(wanted: { openid?: string; before?: string; limit: number }): Promise<LoggedMessage[]> {
    const rows = await this.run<Omit<LoggedMessage, "at"> & { at: Moment }>(
      `select id, number::text as number, openid, direction, via, type, content, reply_id, actor_id, state, reason, errcode, rid, at
       from wechat_message where (?::text is null or openid = ?) and number < ?
       order by wechat_message.number desc limit ?`,
      [wanted.openid ?? null, wanted.openid ?? null, wanted.before ?? "9223372036854775807", wanted.limit],
    );
    return rows.map((row) => ({ ...row, at: isoOf(row.at) }));
  }
}
