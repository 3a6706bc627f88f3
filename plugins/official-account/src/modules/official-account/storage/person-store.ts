import type { RunSql } from "./run-sql.js";

/** Tables that name a follower by the openid of an account. */
const OF_OPENID = ["wechat_message", "wechat_push", "wechat_follower"] as const;
const OF_CUSTOMER = ["wechat_notice", "wechat_notice_refusal"] as const;

/** Everything the account knows of one customer, and its end. */
export class PersonStore {
  constructor(private readonly run: RunSql) {}

  /**
   * Erases a customer's WeChat person: who they are, what they wrote and were told. Scans stay counted, of nobody. The
   * record of who they are goes last: what broke off before is found again by it.
   */
  async erase(customer_id: string): Promise<void> {
    const openids = `select openid from wechat_identity where customer_id = ?`;
    for (const table of OF_OPENID) {
      await this.run(`delete from ${table} where openid in (${openids})`, [customer_id]);
    }
    await this.run(
      `update wechat_scene_scan set openid = 'closed:' || md5(push_id) where openid in (${openids})`,
      [customer_id],
    );
    await this.run(`delete from wechat_scene_code where kind = 'share_token' and customer_id = ?`, [
      customer_id,
    ]);
    for (const table of OF_CUSTOMER) {
      await this.run(`delete from ${table} where customer_id = ?`, [customer_id]);
    }
    await this.run(`delete from wechat_identity where customer_id = ?`, [customer_id]);
  }

  /** Everything of a customer, the latest of what there may be much of. */
  async read(customer_id: string): Promise<Record<string, unknown>> {
    const read = (columns: string, table: string, order: string) =>
      this.run(
        `select ${columns} from ${table}
          where openid in (select openid from wechat_identity where customer_id = ?) order by ${order} limit 5000`,
        [customer_id],
      );
    const [identities, follower, messages, scans, notices, refused_notices] = await Promise.all([
      this.run(
        `select app_id, openid, unionid, nickname, avatar_url, created_at from wechat_identity where customer_id = ?`,
        [customer_id],
      ),
      read(
        "is_subscribed, subscribed_at, unsubscribed_at, source_scene, last_message_at",
        "wechat_follower",
        "1",
      ),
      read("direction, type, content, at", "wechat_message", "number desc"),
      read("scene, is_new_follower, at", "wechat_scene_scan", "at desc"),
      this.run(
        `select kind, facts, state, created_at, sent_at from wechat_notice where customer_id = ? order by number desc limit 5000`,
        [customer_id],
      ),
      this.run(`select kind, refused_at from wechat_notice_refusal where customer_id = ?`, [customer_id]),
    ]);
    return { identities, follower, messages, scans, notices, refused_notices };
  }
}
