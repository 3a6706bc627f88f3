import { createHash } from "node:crypto";
import type { TimedSecret } from "../state/state.js";

/** What a page's `wx.config` brings to the client. */
export interface JsSdkClaim {
  app_id: string;
  timestamp: string;
  nonce_str: string;
  signature: string;
  /** The page's address as the client sees it. */
  url: string;
}

/** SHA-1 over ticket, nonce, timestamp and the page's raw address without its fragment; lower-case hex. */
export function jsSdkSignature(ticket: string, nonce: string, timestamp: string, url: string): string {
  const page = url.split("#")[0] ?? "";
  const text = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${page}`;
  return createHash("sha1").update(text, "utf8").digest("hex");
}

/** What the client finds: `ok`, or the words it gives to `wx.error`. */
export type JsSdkVerdict =
  | "ok"
  | "permission denied"
  | "invalid appid"
  | "invalid url domain"
  | "invalid signature";

/** Judges a claim against every ticket still alive. */
export function judgeJsSdkClaim(
  claim: JsSdkClaim,
  appId: string,
  tickets: TimedSecret[],
  isAuthorizedHost: (hostname: string) => boolean,
  now: number,
): JsSdkVerdict {
  if (claim.app_id !== appId) return "invalid appid";
  if (!URL.canParse(claim.url) || !isAuthorizedHost(new URL(claim.url).hostname)) return "invalid url domain";
  const signed = tickets.some(
    (ticket) =>
      ticket.expires_at > now &&
      jsSdkSignature(ticket.value, claim.nonce_str, claim.timestamp, claim.url) === claim.signature,
  );
  return signed ? "ok" : "invalid signature";
}
