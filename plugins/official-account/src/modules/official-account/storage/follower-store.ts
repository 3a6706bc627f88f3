import { isoOf, isoOrNull, type Moment, type RunSql } from "./run-sql.js";
import type { SceneKind } from "./scene-store.js";

/** Somebody who follows the account or did. Times are ISO 8601. */
export interface Follower {
  openid: string;
  is_subscribed: boolean;
  subscribed_at: string | null;
  unsubscribed_at: string | null;
  /** The scene of the code they first followed with. */
  source_scene: string | null;
  /** What that code is, where it is one of the shop's. */
  source_kind: SceneKind | null;
  source_name: string | null;
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
  source_kind: SceneKind | null;
  source_name: string | null;
  last_message_at: Moment | null;
  last_event_at: Moment | null;
  customer_id: string | null;
  nickname: string | null;
}

const FOLLOWERS = `select f.openid, f.is_subscribed, f.subscribed_at, f.unsubscribed_at, f.source_scene,
    c.kind as source_kind, c.name as source_name, f.last_message_at, f.last_event_at, i.customer_id, i.nickname
  from wechat_follower f
  left join wechat_scene_code c on c.scene = f.source_scene
  left join wechat_identity i on i.openid = f.openid and i.app_id = ? and i.deleted_at is null`;

/** Which followers the merchant wants to see. */
const WANTED = `where (?::boolean is null or f.is_subscribed = ?)
  and (?::text is null or strpos(lower(i.nickname), lower(?)) > 0 or ? in (f.openid, i.customer_id))`;

export interface FollowerFilter {
  is_subscribed?: boolean | undefined;
  /** Part of the nickname, or the whole openid or customer's id. */
  q?: string | undefined;
}

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
  async list(
    { is_subscribed, q }: FollowerFilter,
    skip: number,
    take: number,
  ): Promise<{ followers: Follower[]; count: number }> {
    const [subscribed, words] = [is_subscribed ?? null, q ?? null];
    const wanted = [this.app_id, subscribed, subscribed, words, words, words];
    const rows = await this.run<FollowerRow>(
      `${FOLLOWERS} ${WANTED} order by f.subscribed_at desc nulls last, f.openid offset ? limit ?`,
      [...wanted, skip, take],
    );
    const [total] = await this.run<{ count: string }>(
      `select count(*) as count from (${FOLLOWERS} ${WANTED}) as wanted`,
      wanted,
    );
    return { followers: rows.map(viewOf), count: Number(total?.count ?? 0) };
  }

  /** Customers who first followed with a code, and since when they are known. */
  async customersFrom(scene: string, limit: number): Promise<{ customer_id: string; since: string }[]> {
    const rows = await this.run<{ customer_id: string; since: Moment }>(
      `select i.customer_id, min(f.first_seen_at) as since from wechat_follower f
       join wechat_identity i on i.openid = f.openid and i.app_id = ? and i.deleted_at is null
       where f.source_scene = ? group by i.customer_id order by since limit ?`,
      [this.app_id, scene, limit],
    );
    return rows.map(({ customer_id, since }) => ({ customer_id, since: isoOf(since) }));
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
