import { generateEntityId } from "@medusajs/framework/utils";
import { isoOf, type Moment, type RunSql } from "./run-sql.js";

/** One message of the log; `content` is what WeChat or the shop said, by kind. */
export interface LoggedMessage {
  id: string;
  number: string;
  openid: string;
  /** Who the follower is in the shop, where they have logged in. */
  nickname: string | null;
  customer_id: string | null;
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

/** Which messages: what followers wrote themselves, what the account sent, what could not go out. */
export type MessageChoice = "written" | "out" | "refused";

const CHOICES: Readonly<Record<MessageChoice, string>> = {
  written:
    "m.direction = 'in' and m.type in ('text', 'image', 'voice', 'video', 'shortvideo', 'location', 'link')",
  out: "m.direction = 'out'",
  refused: "m.state = 'refused'",
};

/** How much was sent since a person wrote, and since they did something else. */
export interface SentCounts {
  since_message: number;
  since_event: number;
}

/** What was written between the account and its followers. */
export class MessageStore {
  constructor(
    private readonly run: RunSql,
    private readonly app_id: string,
  ) {}

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

  /** The log, latest first; of one follower when one is named. @param cursor the number of a message that came later */
  async list(wanted: {
    openid?: string | undefined;
    show?: MessageChoice | undefined;
    cursor?: string | undefined;
    limit: number;
  }): Promise<LoggedMessage[]> {
    const rows = await this.run<Omit<LoggedMessage, "at"> & { at: Moment }>(
      `select m.id, m.number::text as number, m.openid, i.nickname, i.customer_id, m.direction, m.via, m.type, m.content,
         m.reply_id, m.actor_id, m.state, m.reason, m.errcode, m.rid, m.at
       from wechat_message m
       left join wechat_identity i on i.openid = m.openid and i.app_id = ? and i.deleted_at is null
       where (?::text is null or m.openid = ?) and m.number < ? and ${wanted.show ? CHOICES[wanted.show] : "true"}
       order by m.number desc limit ?`,
      [
        ...[this.app_id, wanted.openid ?? null, wanted.openid ?? null],
        ...[wanted.cursor ?? "9223372036854775807", wanted.limit],
      ],
    );
    return rows.map((row) => ({ ...row, at: isoOf(row.at) }));
  }
}
