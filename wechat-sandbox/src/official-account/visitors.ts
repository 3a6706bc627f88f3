import type { Chats } from "../people/chats.js";
import type { SandboxState } from "../state/state.js";
import type { SentTemplate, ServiceWindow } from "./account-state.js";
import type { PushFields } from "./push-xml.js";
import type { Pusher } from "./pusher.js";

const FRESH_WINDOW: ServiceWindow = {
  message_at: null,
  event_at: null,
  sent_since_message: 0,
  sent_since_event: 0,
};

/** What people do to the account: they follow, write, scan and tap. Each act answers the push it brings about. */
export class Visitors {
  constructor(
    private readonly state: SandboxState,
    private readonly pusher: Pusher,
    private readonly chats: Chats,
  ) {}

  isFollowing(openid: string): boolean {
    return this.state.account.followers.includes(openid);
  }

  /** Writes a text, or sends a picture. */
  say(openid: string, content: { text: string } | { picture_url: string }): PushFields {
    this.#open(openid, "message");
    const isText = "text" in content;
    const fields = isText
      ? { ...this.pusher.base(openid, "text"), Content: content.text }
      : { ...this.pusher.base(openid, "image"), PicUrl: content.picture_url, MediaId: "media" };
    return { ...fields, MsgId: this.pusher.nextMessageId() };
  }

  /** Follows, from nowhere in particular or with a code's scene. */
  follow(openid: string, scene?: { scene: string; ticket: string }): PushFields {
    const { followers } = this.state.account;
    if (!followers.includes(openid)) followers.push(openid);
    this.chats.emit("change");
    this.#open(openid, "event");
    const of_code: PushFields = scene
      ? { EventKey: `qrscene_${scene.scene}`, Ticket: scene.ticket }
      : { EventKey: "" };
    return { ...this.pusher.base(openid, "event"), Event: "subscribe", ...of_code };
  }

  unfollow(openid: string): PushFields {
    const { account } = this.state;
    account.followers = account.followers.filter((follower) => follower !== openid);
    this.chats.emit("change");
    return { ...this.pusher.base(openid, "event"), Event: "unsubscribe", EventKey: "" };
  }

  /** Scans one of the account's codes: whoever does not follow yet does so by it. */
  scan(openid: string, code: { scene: string; ticket: string }): PushFields {
    if (!this.isFollowing(openid)) return this.follow(openid, code);
    this.#open(openid, "event");
    const { scene, ticket } = code;
    return { ...this.pusher.base(openid, "event"), Event: "SCAN", EventKey: scene, Ticket: ticket };
  }

  /** Taps a button of the menu: a key opens the short window, a link opens nothing. */
  tap(openid: string, button: { type: string; key?: string; url?: string }): PushFields {
    const isLink = button.type === "view" || button.type === "miniprogram";
    if (!isLink) this.#open(openid, "event");
    const Event = isLink ? "VIEW" : button.type === "click" ? "CLICK" : button.type;
    return { ...this.pusher.base(openid, "event"), Event, EventKey: button.key ?? button.url ?? "" };
  }

  /** A template message has reached its reader. */
  templateDone({ touser, msgid }: SentTemplate): PushFields {
    const base = this.pusher.base(touser, "event");
    return { ...base, Event: "TEMPLATESENDJOBFINISH", MsgID: msgid, Status: "success" };
  }

  #open(openid: string, by: "message" | "event"): void {
    const { windows } = this.state.account;
    const before = windows[openid] ?? FRESH_WINDOW;
    windows[openid] =
      by === "message"
        ? { ...before, message_at: Date.now(), sent_since_message: 0 }
        : { ...before, event_at: Date.now(), sent_since_event: 0 };
  }
}
