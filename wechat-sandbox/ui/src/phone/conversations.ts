import type { Message, PhoneView } from "../connection/phone-client";
import { t } from "../language/language";
import { yuan } from "../parts/format";

/** A conversation as the list of chats shows it. */
export interface Conversation {
  /** An openid, `account` or `wechat-pay`. */
  with: string;
  name: string;
  messages: Message[];
}

/** So many friends stand in the list before anything was said. */
const FIRST_FRIENDS = 4;

/** A message in a few words. */
export function preview({ content }: Message): string {
  switch (content.kind) {
    case "text":
      return content.text;
    case "card":
      return `[${t("chat.link")}] ${content.title}`;
    case "picture":
      return `[${t("chat.picture")}]`;
    case "notice":
      return `[${t("chat.notice")}] ${content.title}`;
    case "payment":
      return `[${content.title}] ¥${yuan(content.total)}`;
  }
}

/** What somebody in a chat is called. */
export function nameIn(view: PhoneView, who: string): string {
  if (who === "account") return view.account.name;
  if (who === "wechat-pay") return t("pay.account");
  return view.people.find(({ openid }) => openid === who)?.nickname ?? t("person.unknown");
}

/** The conversations of a view, newest first; the account and a few friends always have one. */
export function conversations(view: PhoneView): Conversation[] {
  const friends = view.people.filter(({ openid }) => openid !== view.person.openid).slice(0, FIRST_FRIENDS);
  const found = new Map<string, Message[]>([["account", []]]);
  for (const { openid } of friends) found.set(openid, []);
  for (const message of view.messages) {
    const partner = message.from === view.person.openid ? message.to : message.from;
    if (partner === view.person.openid) continue;
    found.set(partner, [...(found.get(partner) ?? []), message]);
  }
  return [...found]
    .map(([partner, messages]) => ({ with: partner, name: nameIn(view, partner), messages }))
    .sort((one, other) => (other.messages.at(-1)?.at ?? 0) - (one.messages.at(-1)?.at ?? 0));
}

/** The messages with one partner, oldest first. */
export function messagesWith(view: PhoneView, partner: string): Message[] {
  return view.messages.filter(({ from, to }) => from === partner || to === partner);
}
