import { generateEntityId } from "@medusajs/framework/utils";
import type { PushMessage } from "../../../domain/push-message.js";
import type { RunSql } from "./run-sql.js";

/** A push that has not been handled. */
export interface WaitingPush {
  id: string;
  message: PushMessage;
}

/** After so many failures a push is given up, so that those behind it are handled. */
const MOST_ATTEMPTS = 5;

/** WeChat's pushes: each kept once, handled in the order in which it arrived. */
export class PushStore {
  constructor(private readonly run: RunSql) {}

  /** Keeps a push. @returns its id; null when it had been kept before */
  async keep(message: PushMessage, now: Date): Promise<string | null> {
    const [kept] = await this.run<{ id: string }>(
      `insert into wechat_push (id, dedupe_key, openid, message, received_at) values (?, ?, ?, ?::jsonb, ?)
       on conflict (dedupe_key) do nothing returning id`,
      [
        generateEntityId(undefined, "wxpush"),
        message.dedupe_key,
        message.openid,
        JSON.stringify(message),
        now,
      ],
    );
    return kept?.id ?? null;
  }

  /** The earliest of a follower's pushes that waits. */
  async next(openid: string): Promise<WaitingPush | null> {
    const [row] = await this.run<{ id: string; message: PushMessage & { sent_at: string } }>(
      `select id, message from wechat_push where openid = ? and state = 'waiting' order by arrival limit 1`,
      [openid],
    );
    return row ? { id: row.id, message: { ...row.message, sent_at: new Date(row.message.sent_at) } } : null;
  }

  async finish(id: string, now: Date): Promise<void> {
    await this.run(`update wechat_push set state = 'done', handled_at = ? where id = ?`, [now, id]);
  }

  /** @returns whether it was given up */
  async fail(id: string, error: string): Promise<boolean> {
    const [row] = await this.run<{ state: string }>(
      `update wechat_push set attempts = attempts + 1, last_error = ?,
         state = case when attempts + 1 >= ? then 'failed' else state end
       where id = ? returning state`,
      [error.slice(0, 500), MOST_ATTEMPTS, id],
    );
    return row?.state === "failed";
  }

  /** Followers whose pushes were received before a moment and still wait: their server ended. */
  async leftBehind(before: Date, limit: number): Promise<string[]> {
    const rows = await this.run<{ openid: string }>(
      `select openid from wechat_push where state = 'waiting' and received_at < ? group by openid order by min(arrival) limit ?`,
      [before, limit],
    );
    return rows.map(({ openid }) => openid);
  }
}
