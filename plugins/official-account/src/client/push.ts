import { isSignature, openPush, pushSignature, sealReply } from "./push-cipher.js";
import { element, type PushFields, readPushXml } from "./push-xml.js";

/** How WeChat's console is set: plain text, plain text with a ciphertext beside it, ciphertext alone. */
export type PushMode = "plain" | "compatible" | "aes";

/** What the account's server configuration (服务器配置) holds. The first AES key is the one in use. */
export interface PushSecrets {
  app_id: string;
  token: string;
  mode: PushMode;
  aes_keys: readonly string[];
}

/** The query of a push, as it came. */
export type PushQuery = Readonly<Record<string, unknown>>;

export type PushRefusal = "signature_invalid" | "timestamp_stale" | "ciphertext_invalid" | "body_invalid";

export type PushReading =
  | { kind: "read"; fields: PushFields; is_encrypted: boolean }
  | { kind: "refused"; reason: PushRefusal };

/** WeChat's signature of a plain push does not cover its body: a seen one is of no use after this time. */
const FRESH_SECONDS = 3_600;

const refused = (reason: PushRefusal): PushReading => ({ kind: "refused", reason });

/** Checks the trial of the console (GET). @returns the text to repeat, null when WeChat did not sign */
export function answerTrial(secrets: PushSecrets, query: PushQuery): string | null {
  const { signature, timestamp, nonce, echostr } = texts(query);
  if (!timestamp || !nonce || !echostr) return null;
  return isSignature(signature, secrets.token, timestamp, nonce) ? echostr : null;
}

/**
 * Verifies and opens a push. In compatible mode the ciphertext counts where there is one: the plain fields beside it are
 * not signed.
 */
export function readPush(secrets: PushSecrets, query: PushQuery, body: string, now: Date): PushReading {
  const { signature, msg_signature, timestamp, nonce } = texts(query);
  if (!timestamp || !nonce || !/^\d{1,12}$/.test(timestamp)) return refused("signature_invalid");
  const outer = readPushXml(body);
  const sealed = secrets.mode === "plain" ? undefined : outer?.Encrypt;
  const isSigned =
    sealed === undefined
      ? isSignature(signature, secrets.token, timestamp, nonce)
      : isSignature(msg_signature, secrets.token, timestamp, nonce, sealed);
  if (!isSigned) return refused("signature_invalid");
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > FRESH_SECONDS) return refused("timestamp_stale");
  if (!outer) return refused("body_invalid");
  if (sealed === undefined) {
    return secrets.mode === "aes"
      ? refused("ciphertext_invalid")
      : { kind: "read", fields: outer, is_encrypted: false };
  }
  const opened = openPush(sealed, secrets.aes_keys, secrets.app_id);
  if (opened === null) return refused("ciphertext_invalid");
  const fields = readPushXml(opened);
  return fields ? { kind: "read", fields, is_encrypted: true } : refused("body_invalid");
}

/** One answer in a push's response. */
export type PassiveReply =
  | { kind: "text"; text: string }
  | { kind: "news"; title: string; description: string; picture_url: string; url: string };

/** The response that answers a push: the sender and the receiver change places; encrypted when the push was. */
export function passiveReply(
  secrets: PushSecrets,
  reply: PassiveReply,
  to: { openid: string; account: string; is_encrypted: boolean; now: Date; nonce: string },
): string {
  const seconds = String(Math.floor(to.now.getTime() / 1000));
  const fields = [
    element("ToUserName", to.openid),
    element("FromUserName", to.account),
    `<CreateTime>${seconds}</CreateTime>`,
    ...contentOf(reply),
  ];
  const xml = `<xml>${fields.join("")}</xml>`;
  const [key] = secrets.aes_keys;
  if (!to.is_encrypted || key === undefined) return xml;
  const sealed = sealReply(xml, key, secrets.app_id);
  const signature = pushSignature(secrets.token, seconds, to.nonce, sealed);
  return `<xml>${element("Encrypt", sealed)}${element("MsgSignature", signature)}<TimeStamp>${seconds}</TimeStamp>${element("Nonce", to.nonce)}</xml>`;
}

function contentOf(reply: PassiveReply): string[] {
  if (reply.kind === "text") return [element("MsgType", "text"), element("Content", reply.text)];
  const article = [
    element("Title", reply.title),
    element("Description", reply.description),
    element("PicUrl", reply.picture_url),
    element("Url", reply.url),
  ];
  return [
    element("MsgType", "news"),
    "<ArticleCount>1</ArticleCount>",
    `<Articles><item>${article.join("")}</item></Articles>`,
  ];
}

function texts(query: PushQuery): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typeof value === "string" ? value : undefined]),
  );
}
