import { createSign, createVerify, type KeyObject, randomBytes } from "node:crypto";

/** WeChat and we both refuse a signature whose timestamp is further than this from our own clock. */
export const SIGNATURE_WINDOW_SECONDS = 300;

/** The parameters `WeixinJSBridge.invoke("getBrandWCPayRequest", …)` takes. */
export interface Bridge {
  readonly appId: string;
  readonly timeStamp: string;
  readonly nonceStr: string;
  readonly package: string;
  readonly signType: "RSA";
  readonly paySign: string;
}

/** A random string of 32 hexadecimal characters (128 bits). */
export function newNonce(): string {
  return randomBytes(16).toString("hex");
}

/** RSA-SHA256 (PKCS #1 v1.5) of a UTF-8 message, in base64. */
export function sign(message: string, privateKey: KeyObject): string {
  return createSign("RSA-SHA256").update(message, "utf8").sign(privateKey, "base64");
}

/**
 * Whether `signature` is WeChat's RSA-SHA256 over exactly these bytes. The base64 must be canonical, for Node
 * ignores stray characters and spare bits that would make two spellings of one signature.
 */
export function verify(message: Buffer, signature: string, publicKey: KeyObject): boolean {
  const bytes = Buffer.from(signature, "base64");
  if (bytes.length === 0 || bytes.toString("base64") !== signature) {
    return false;
  }
  return createVerify("RSA-SHA256").update(message).verify(publicKey, bytes);
}

/** The five lines a request is signed over (API v3, "签名生成"). `path` includes the query. */
export function requestMessage(request: {
  method: string;
  path: string;
  timestamp: string;
  nonce: string;
  body: string;
}): string {
  return `${request.method}\n${request.path}\n${request.timestamp}\n${request.nonce}\n${request.body}\n`;
}

/** The three lines answers and notifications are signed over, around the body's raw bytes. */
export function answerMessage(timestamp: string, nonce: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`, "utf8"), body, Buffer.from("\n", "utf8")]);
}

/** Whether a `Wechatpay-Timestamp` (seconds) lies within the window around `now`. */
export function isTimely(timestamp: string, now: Date): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) {
    return false;
  }
  return Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) <= SIGNATURE_WINDOW_SECONDS;
}

/** Signs the parameters a page hands to WeChat to open the pay sheet for one prepaid order. */
export function signBridge(
  prepayId: string,
  appId: string,
  privateKey: KeyObject,
  moment: { timestamp: string; nonce: string },
): Bridge {
  const packageValue = `prepay_id=${prepayId}`;
  const message = `${appId}\n${moment.timestamp}\n${moment.nonce}\n${packageValue}\n`;
  return {
    appId,
    timeStamp: moment.timestamp,
    nonceStr: moment.nonce,
    package: packageValue,
    signType: "RSA",
    paySign: sign(message, privateKey),
  };
}
