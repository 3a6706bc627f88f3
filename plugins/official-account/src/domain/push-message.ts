/** What a follower did, as WeChat pushes it. */
export interface PushMessage {
  /** Equal for every delivery of the same push. */
  dedupe_key: string;
  openid: string;
  /** The account's own name (`gh_…`), which answers are from. */
  account: string;
  /** By WeChat's clock, whole seconds. */
  sent_at: Date;
  /** `text`, `image`, …; `event` for what is not a message. */
  type: string;
  /** In lower case; null for messages. */
  event: string | null;
  /** A menu's key, a code's scene without WeChat's `qrscene_`. */
  event_key: string | null;
  text: string | null;
  picture_url: string | null;
  /** Of a template message: its number at WeChat and what became of it. */
  template: { msg_id: string; status: string } | null;
}

const NAME = /^[\w-]{1,128}$/;

/**
 * Makes a message of a push's fields.
 * @returns null when it lacks what every push has
 */
export function pushMessage(fields: Readonly<Record<string, string>>): PushMessage | null {
  const { FromUserName: openid = "", ToUserName: account = "", CreateTime = "", MsgType = "" } = fields;
  if (!NAME.test(openid) || !NAME.test(account) || !/^\d{1,11}$/.test(CreateTime) || !MsgType) return null;
  const type = MsgType.toLowerCase().slice(0, 40);
  const event = type === "event" ? (fields.Event ?? "").toLowerCase().slice(0, 60) : null;
  if (event === "") return null;
  const msg_id = fields.MsgId ?? fields.MsgID ?? "";
  return {
    dedupe_key:
      event === null && msg_id
        ? `message:${msg_id.slice(0, 64)}`
        : `event:${openid}:${CreateTime}:${event ?? type}:${msg_id.slice(0, 64)}`,
    openid,
    account,
    sent_at: new Date(Number(CreateTime) * 1000),
    type,
    event,
    event_key: event === null ? null : keyOf(fields.EventKey),
    text: type === "text" ? (fields.Content ?? "").replaceAll("\u0000", "").slice(0, 4_000) : null,
    picture_url: type === "image" ? (fields.PicUrl ?? "").slice(0, 1_000) : null,
    template:
      event === "templatesendjobfinish" ? { msg_id, status: (fields.Status ?? "").slice(0, 60) } : null,
  };
}

function keyOf(event_key: string | undefined): string | null {
  const key = (event_key ?? "").replace(/^qrscene_/, "").slice(0, 1_000);
  return key === "" ? null : key;
}

/** The scene of a code that was scanned, by somebody who followed with it or had followed before. */
export function sceneOf(message: PushMessage): string | null {
  return message.event === "subscribe" || message.event === "scan" ? message.event_key : null;
}
