import type { Chats } from "../people/chats.js";
import type { Message, SandboxState } from "../state/state.js";
import { AccountRefusal } from "./account-refusal.js";

const MESSAGE_WINDOW_MS = 48 * 3_600_000;
const EVENT_WINDOW_MS = 60_000;
const MESSAGES = 5;
const EVENTS = 3;

/**
 * `/cgi-bin/message/custom/send`: five messages in the 48 hours after a person wrote, three in the minute after they
 * followed, scanned or tapped.
 * @throws AccountRefusal 40003, 40008, 45015, 45047, 48002
 */
export function sendCustom(
  state: SandboxState,
  chats: Chats,
  body: Record<string, unknown>,
  now: number,
): { errcode: number; errmsg: string } {
  const { account } = state;
  const openid = String(body.touser ?? "");
  if (!state.people.some((person) => person.openid === openid))
    throw new AccountRefusal(40003, "invalid openid");
  const content = contentOf(body);
  if (account.refusing.includes(openid)) throw new AccountRefusal(48002, "user refuse to accept the msg");
  const window = account.windows[openid];
  const isFollower = account.followers.includes(openid);
  const byMessage = isOpen(window?.message_at, MESSAGE_WINDOW_MS, now);
  const byEvent = isOpen(window?.event_at, EVENT_WINDOW_MS, now);
  if (window === undefined || !isFollower || !(byMessage || byEvent)) {
    throw new AccountRefusal(45015, "response out of time limit or subscription is canceled");
  }
  if (byMessage && window.sent_since_message < MESSAGES) window.sent_since_message += 1;
  else if (byEvent && window.sent_since_event < EVENTS) window.sent_since_event += 1;
  else throw new AccountRefusal(45047, "out of response count limit");
  chats.send("account", openid, content);
  return { errcode: 0, errmsg: "ok" };
}

const isOpen = (opened: number | null | undefined, life: number, now: number): boolean =>
  opened !== null && opened !== undefined && now < opened + life;

function contentOf({ msgtype, text, news }: Record<string, unknown>): Message["content"] {
  if (msgtype === "text") {
    const { content } = (text ?? {}) as { content?: unknown };
    if (typeof content !== "string" || content === "") throw new AccountRefusal(44004, "empty content");
    if (Buffer.byteLength(content) > 2_048) throw new AccountRefusal(45002, "content size out of limit");
    return { kind: "text", text: content };
  }
  if (msgtype !== "news") throw new AccountRefusal(40008, "invalid message type");
  const { articles } = (news ?? {}) as { articles?: Record<string, unknown>[] };
  if (articles?.length !== 1) throw new AccountRefusal(45008, "article size out of limit");
  const [{ title, description, url, picurl } = {} as Record<string, unknown>] = articles;
  return {
    kind: "card",
    title: String(title ?? ""),
    desc: String(description ?? ""),
    link: String(url ?? ""),
    image_url: String(picurl ?? ""),
  };
}
