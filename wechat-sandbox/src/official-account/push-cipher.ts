import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** What may be wrong with a push, on purpose. */
export type PushFault = "wrong_signature" | "bad_padding" | "zero_padding" | "wrong_app_id" | "stale";

/** WeChat's push signature: SHA-1 over the parts in alphabetic order. */
export function signParts(parts: string[]): string {
  return createHash("sha1")
    .update([...parts].sort().join(""))
    .digest("hex");
}

/** Encrypts one push for an account, padded to 32 bytes. */
export function encryptPush(aesKey: string, appId: string, xml: string, fault?: PushFault): string {
  const key = Buffer.from(aesKey, "base64");
  const body = Buffer.from(xml);
  const head = Buffer.alloc(20);
  randomBytes(16).copy(head);
  head.writeUInt32BE(body.length, 16);
  const named = fault === "wrong_app_id" ? `wx${randomBytes(8).toString("hex")}` : appId;
  const content = Buffer.concat([head, body, Buffer.from(named)]);
  const missing = 32 - (content.length % 32);
  const padding = Buffer.alloc(missing, fault === "zero_padding" ? 0 : missing);
  if (fault === "bad_padding") padding[0] = missing === 1 ? 33 : 1;
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16));
  cipher.setAutoPadding(false);
  return cipher.update(Buffer.concat([content, padding]), undefined, "base64") + cipher.final("base64");
}

/** Opens what a merchant answered. @throws Error when it is not for this account or not well made */
export function decryptAnswer(aesKey: string, appId: string, encrypted: string): string {
  const key = Buffer.from(aesKey, "base64");
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16));
  decipher.setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(Buffer.from(encrypted, "base64")), decipher.final()]);
  const missing = plain[plain.length - 1] ?? 0;
  if (missing < 1 || missing > 32) throw new Error("the answer's padding is wrong");
  const size = plain.readUInt32BE(16);
  const appended = plain.subarray(20 + size, plain.length - missing).toString();
  if (appended !== appId) throw new Error("the answer is for another account");
  return plain.subarray(20, 20 + size).toString();
}
