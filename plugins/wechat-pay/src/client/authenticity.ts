import type { KeyObject } from "node:crypto";
import { answerMessage, isTimely, verify } from "./signing";

/** WeChat's keys by serial (`PUB_KEY_ID_…`). A Map does, and no serial can reach an object's own members in it. */
export interface WechatPublicKeys {
  get(serial: string): KeyObject | undefined;
}

/** Why something that claims to come from WeChat is not believed. */
export type Disbelief = "headers_missing" | "probe" | "stale" | "serial_unknown" | "signature_invalid";

/** WeChat sends these on purpose to see whether a merchant checks signatures at all. */
const PROBE_PREFIX = "WECHATPAY/SIGNTEST/";

export interface SignatureHeaders {
  readonly timestamp: string | undefined;
  readonly nonce: string | undefined;
  readonly serial: string | undefined;
  readonly signature: string | undefined;
}

/**
 * Checks a signed answer or notification over its raw bytes.
 * @returns undefined when it is WeChat's and fresh; otherwise why not.
 */
export function disbelief(
  headers: SignatureHeaders,
  body: Buffer,
  keys: WechatPublicKeys,
  now: Date,
): Disbelief | undefined {
  const { timestamp, nonce, serial, signature } = headers;
  if (!timestamp || !nonce || !serial || !signature) {
    return "headers_missing";
  }
  if (signature.startsWith(PROBE_PREFIX)) {
    return "probe";
  }
  if (!isTimely(timestamp, now)) {
    return "stale";
  }
  const key = keys.get(serial);
  if (!key) {
    return "serial_unknown";
  }
  return verify(answerMessage(timestamp, nonce, body), signature, key) ? undefined : "signature_invalid";
}
