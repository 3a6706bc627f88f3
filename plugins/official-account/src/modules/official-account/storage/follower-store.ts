import { isoOrNull, type Moment, type RunSql } from "./run-sql.js";

/** Somebody who follows the account or did. Times are ISO 8601. */
export interface Follower {
  openid: string;
  is_subscribed: boolean;
  subscribed_at: string | null;
  unsubscribed_at: string | null;
  /** The scene of the code they first followed with. */
  source_scene: string | null;
  last_message_at: string | null;
  /** When they last followed, scanned or tapped a menu. */
  last_event_at: string | null;
  /** The shop's customer, where they have logged in. */
  customer_id: string | null;
  nickname: string | null;
}

interface FollowerRow {
  openid: string;
  is_subscribed: boolean;
  subscribed_at: Moment | null;
  unsubscribed_at: Moment | null;
  source_scene: string | null;
  last_message_at: Moment | null;
  last_event_at: Moment | null;
  customer_id: string | null;
  nickname: string | null;
}

const FOLLOWERS = `select f.openid, f.is_subscribed, f.subscribed_at, f.unsubscribed_at, f.source_scene,
    f.last_message_at, f.last_event_at, i.customer_id, i.nickname
  from wechat_follower f
  left join wechat_identity i on i.openid = f.openid and i.app_id = ? and i.deleted_at is null`;

/** Who follows the account, as its events tell. */
export class FollowerStore {
  constructor(
    private readonly run: RunSql,
    private readonly app_id: string,
  ) {}

  /** Somebody follows. @returns whether they never had before */
  async follow(openid: string, scene: string | null, at: Date): Promise<boolean> {
    const [row] = await this.run<{ is_new: boolean }>(
      `insert into wechat_follower (openid, is_subscribed, subscribed_at, source_scene, first_seen_at, last_event_at)
       values (?, true, ?, ?, ?, ?)
       on conflict (openid) do update set is_subscribed = true,
         subscribed_at = greatest(wechat_follower.subscribed_at, excluded.subscribed_at),
         source_scene = case when wechat_follower.subscribed_at is null then excluded.source_scene else wechat_follower.source_scene end,
         last_event_at = greatest(wechat_follower.last_event_at, excluded.last_event_at)
       returning (xmax = 0) as is_new`,
      [openid, at, scene, at, at],
    );
    return row?.is_new === true;
  }

  async unfollow(openid: string, at: Date): Promise<void> {
    await this.run(
      `insert into wechat_follower (openid, is_subscribed, unsubscribed_at, first_seen_at) values (?, false, ?, ?)
       on conflict (openid) do update set is_subscribed = false, unsubscribed_at = excluded.unsubscribed_at`,
      [openid, at, at],
    );
  }

  /** Somebody wrote, or did what opens a short window: both prove that they follow. */
  async meet(openid: string, what: "message" | "event", at: Date): Promise<void> {
    const column = what === "message" ? "last_message_at" : "last_event_at";
    await this.run(
      `insert into wechat_follower (openid, is_subscribed, first_seen_at, ${column}) values (?, true, ?, ?)
       on conflict (openid) do update set is_subscribed = true,
         ${column} = greatest(wechat_follower.${column}, excluded.${column})`,
      [openid, at, at],
    );
  }

  async find(openid: string): Promise<Follower | null> {
    const [row] = await this.run<FollowerRow>(`${FOLLOWERS} where f.openid = ?`, [this.app_id, openid]);
    return row ? viewOf(row) : null;
  }

  /** A page of followers, latest first. @param skip how many come before the page */
  async list(skip: number, take: number): Promise<{ followers: Follower[]; count: number }> {
    const rows = await this.run<FollowerRow>(
      `${FOLLOWERS} order by f.subscribed_at desc nulls last, f.openid offset ? limit ?`,
      [this.app_id, skip, take],
    );
    const [total] = await this.run<{ count: string }>("select count(*) as count from wechat_follower", []);
    return { followers: rows.map(viewOf), count: Number(total?.count ?? 0) };
  }
}

function viewOf(row: FollowerRow): Follower {
  return {
    ...row,
    subscribed_at: isoOrNull(row.subscribed_at),
    unsubscribed_at: isoOrNull(row.unsubscribed_at),
    last_message_at: isoOrNull(row.last_message_at),
    last_event_at: isoOrNull(row.last_event_at),
  };
}
