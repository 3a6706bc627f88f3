import { messages, type StatusText, t } from "@tengman/admin-kit/texts";

export const MESSAGES = "/admin/official-account/messages";

/** What an account answers: text, or a picture with a link. */
export type Answer =
  | { kind: "text"; text: string }
  | { kind: "news"; title: string; description: string; picture_url: string; url: string };

/** One message as `GET /admin/official-account/messages` shows it. */
export interface Message {
  id: string;
  openid: string;
  nickname: string | null;
  customer_id: string | null;
  direction: "in" | "out";
  via: "push" | "reply" | "customer_service";
  type: string;
  content: Record<string, string | undefined>;
  reply_id: string | null;
  actor_id: string | null;
  state: "received" | "sent" | "refused";
  reason: string | null;
  errcode: number | null;
  rid: string | null;
  at: string;
}

export type ServiceWindow =
  | { kind: "open"; until: string; left: number }
  | { kind: "closed"; reason: string };

export interface MessagePage {
  messages: Message[];
  next_cursor?: string;
  window: ServiceWindow | null;
}

export const STATES: Record<Message["state"], StatusText> = messages({
  received: { label: "收到", color: "grey" },
  sent: { label: "已发送", color: "green" },
  refused: { label: "未发出", color: "red" },
});

/** Why a message did not go out, and what helps. */
const REFUSALS: Readonly<Record<string, string>> = messages({
  not_following: "对方没有关注公众号，关注后才能发送",
  window_closed: "对方 48 小时内没有发过消息，要等对方再次发来消息",
  window_used_up: "对方发消息后最多回复 5 条，已经用完",
  messages_refused: "对方已拒收公众号的消息",
  quota_used_up: "公众号今天的发送次数已用完",
  wechat_unavailable: "微信没有响应，请稍后再试",
  refused_by_wechat: "微信拒绝了这条消息",
});

export const refusalText = (reason: string | null): string =>
  reason === null ? "" : (REFUSALS[reason] ?? reason);

/** What a follower did that is no message. */
const EVENTS: Readonly<Record<string, string>> = messages({
  subscribe: "关注了公众号",
  unsubscribe: "取消了关注",
  scan: "扫了二维码",
  click: "点了菜单",
  view: "打开了菜单链接",
  view_miniprogram: "打开了菜单里的小程序",
  templatesendjobfinish: "通知送达结果",
});

const KINDS: Readonly<Record<string, string>> = messages({
  image: "[图片]",
  voice: "[语音]",
  video: "[视频]",
  shortvideo: "[小视频]",
  location: "[位置]",
  link: "[链接]",
});

/** A message in one line. */
export function summaryOf({ type, content }: Pick<Message, "type" | "content">): string {
  const event = EVENTS[type];
  if (event) return content.key ? t("{{what}}（{{key}}）", { what: event, key: content.key }) : event;
  return content.text ?? content.title ?? KINDS[type] ?? `[${type}]`;
}

/** Who spoke: a follower, a rule, or a person of the shop. */
export function speakerOf({ direction, via }: Pick<Message, "direction" | "via">): string {
  if (direction === "in") return t("粉丝");
  return via === "reply" ? t("自动回复") : t("客服");
}

/** Followers have no names until they log in to the shop: the end of the openid tells them apart. */
export const followerName = ({ nickname, openid }: { nickname: string | null; openid: string }): string =>
  nickname ?? t("未登录粉丝 …{{end}}", { end: openid.slice(-6) });
