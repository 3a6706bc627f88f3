import { t } from "@tengman/admin-kit/texts";

export const FOLLOWERS = "/admin/official-account/followers";

/** A follower as `GET /admin/official-account/followers` shows them; times are ISO 8601. */
export interface Follower {
  openid: string;
  is_subscribed: boolean;
  subscribed_at: string | null;
  unsubscribed_at: string | null;
  source_scene: string | null;
  source_kind: "channel" | "share_token" | null;
  source_name: string | null;
  last_message_at: string | null;
  last_event_at: string | null;
  customer_id: string | null;
  nickname: string | null;
}

export interface FollowerPage {
  followers: Follower[];
  count: number;
}

/** Where a follower came from. */
export function sourceOf({ source_scene, source_kind, source_name }: Follower): string {
  if (source_kind === "channel") return t("渠道码：{{name}}", { name: source_name ?? "" });
  if (source_kind === "share_token") return t("分销商的分享码");
  return source_scene === null ? t("搜索、名片等") : t("其他二维码");
}

/** The later of what they wrote and what they did. */
export function lastSeenOf({ last_message_at, last_event_at }: Follower): string | null {
  const moments = [last_message_at, last_event_at].filter((moment) => moment !== null).sort();
  return moments.at(-1) ?? null;
}
