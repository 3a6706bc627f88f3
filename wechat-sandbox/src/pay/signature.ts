import { createSign, createVerify, type KeyObject } from "node:crypto";

/** The name in front of an API v3 `Authorization` header. */
export const AUTHORIZATION_SCHEME = "WECHATPAY2-SHA256-RSA2048";

/** What a merchant signs for a request: five lines, each ended by a newline, also an empty body. */
export function requestMessage(
  method: string,
  pathWithQuery: string,
  timestamp: string,
  nonce: string,
  body: string,
): string {
  return `${method}\n${pathWithQuery}\n${timestamp}\n${nonce}\n${body}\n`;
}

/** What WeChat signs for its answers and notifications, and a merchant verifies over the raw body. */
export function answerMessage(timestamp: string, nonce: string, body: string): string {
  return `${timestamp}\n${nonce}\n${body}\n`;
}

/** What a merchant signs for `getBrandWCPayRequest`. */
export function payMessage(appId: string, timeStamp: string, nonceStr: string, packageText: string): string {
  return `${appId}\n${timeStamp}\n${nonceStr}\n${packageText}\n`;
}

/** RSA-SHA256, base64. */
export function signMessage(key: KeyObject, message: string): string {
  return createSign("RSA-SHA256").update(message, "utf8").sign(key, "base64");
}

/** True only for a signature of exactly this message by the key's owner. Never throws on garbage. */
export function verifyMessage(key: KeyObject, message: string, signature: string): boolean {
  return createVerify("RSA-SHA256").update(message, "utf8").verify(key, signature, "base64");
}
