import { generateEntityId } from "@medusajs/framework/utils";
import { isoOf, isoOrNull, type Moment, type RunSql } from "./run-sql.js";

export type SceneKind = "channel" | "share_token";

/** A parametric code, and how often it was scanned. Times are ISO 8601. */
export interface SceneCode {
  id: string;
  scene: string;
  kind: SceneKind;
  name: string;
  ticket: string;
  /** What the code's picture says. */
  url: string;
  /** Null: for good. */
  expires_at: string | null;
  created_at: string;
  scans: number;
  /** Different people who scanned it. */
  people: number;
  new_followers: number;
}

/** What a code brought on one day of Shanghai's. */
export interface ScannedDay {
  day: string;
  scans: number;
  new_followers: number;
}

interface SceneRow {
  id: string;
  scene: string;
  kind: SceneKind;
  name: string;
  ticket: string;
  url: string;
  expires_at: Moment | null;
  created_at: Moment;
  scans: string;
  people: string;
  new_followers: string;
}

/** A code as it is created. */
export interface NewSceneCode {
  scene: string;
  kind: SceneKind;
  name: string;
  customer_id: string | null;
  ticket: string;
  url: string;
  expires_at: Date | null;
  created_by: string;
  at: Date;
}

const CODES = `select c.id, c.scene, c.kind, c.name, c.ticket, c.url, c.expires_at, c.created_at,
    count(s.push_id) as scans, count(distinct s.openid) as people,
    count(s.push_id) filter (where s.is_new_follower) as new_followers
  from wechat_scene_code c left join wechat_scene_scan s on s.scene = c.scene`;

/** Parametric codes and their scans. */
export class SceneStore {
  constructor(private readonly run: RunSql) {}

  /** Keeps a code; one of the same scene is renewed. */
  async save(code: NewSceneCode): Promise<void> {
    await this.run(
      `insert into wechat_scene_code (id, scene, kind, name, customer_id, ticket, url, expires_at, created_by, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (scene) do update set ticket = excluded.ticket, url = excluded.url, expires_at = excluded.expires_at`,
      [
        ...[generateEntityId(undefined, "wxqr"), code.scene, code.kind, code.name, code.customer_id],
        ...[code.ticket, code.url, code.expires_at, code.created_by, code.at],
      ],
    );
  }

  async find(scene: string): Promise<SceneCode | null> {
    const [row] = await this.run<SceneRow>(`${CODES} where c.scene = ? group by c.id`, [scene]);
    return row ? viewOf(row) : null;
  }

  /** A channel's code by its id. */
  async findChannel(id: string): Promise<SceneCode | null> {
    const [row] = await this.run<SceneRow>(`${CODES} where c.id = ? and c.kind = 'channel' group by c.id`, [
      id,
    ]);
    return row ? viewOf(row) : null;
  }

  /** Scans by Shanghai's days, the latest first; days without any are left out. */
  async daysOf(scene: string, limit: number): Promise<ScannedDay[]> {
    const rows = await this.run<{ day: string; scans: string; new_followers: string }>(
      `select to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*) as scans,
         count(*) filter (where is_new_follower) as new_followers
       from wechat_scene_scan where scene = ? group by 1 order by 1 desc limit ?`,
      [scene, limit],
    );
    return rows.map(({ day, ...counts }) => ({
      day,
      scans: Number(counts.scans),
      new_followers: Number(counts.new_followers),
    }));
  }

  /** How many codes a customer has had made since a moment. */
  async countOf(customer_id: string, since: Date): Promise<number> {
    const [row] = await this.run<{ count: string }>(
      "select count(*) as count from wechat_scene_code where customer_id = ? and created_at >= ?",
      [customer_id, since],
    );
    return Number(row?.count ?? 0);
  }

  /** Channels' codes, latest first. */
  async channels(skip: number, take: number): Promise<{ qr_codes: SceneCode[]; count: number }> {
    const rows = await this.run<SceneRow>(
      `${CODES} where c.kind = 'channel' group by c.id order by c.created_at desc, c.id offset ? limit ?`,
      [skip, take],
    );
    const [total] = await this.run<{ count: string }>(
      "select count(*) as count from wechat_scene_code where kind = 'channel'",
      [],
    );
    return { qr_codes: rows.map(viewOf), count: Number(total?.count ?? 0) };
  }

  /** Counts a scan, once for a push. */
  async noteScan(scan: {
    push_id: string;
    scene: string;
    openid: string;
    is_new_follower: boolean;
    at: Date;
  }): Promise<void> {
    await this.run(
      `insert into wechat_scene_scan (push_id, scene, openid, is_new_follower, at) values (?, ?, ?, ?, ?)
       on conflict (push_id) do nothing`,
      [scan.push_id, scan.scene, scan.openid, scan.is_new_follower, scan.at],
    );
  }
}

function viewOf(row: SceneRow): SceneCode {
  return {
    ...row,
    expires_at: isoOrNull(row.expires_at),
    created_at: isoOf(row.created_at),
    scans: Number(row.scans),
    people: Number(row.people),
    new_followers: Number(row.new_followers),
  };
}
