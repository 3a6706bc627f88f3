import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** WeChat pads to 32 bytes, not to AES' own 16, so OpenSSL's padding does not fit. */
const BLOCK_BYTES = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/** `sha1(sort(parts))` in hex: of token, timestamp and nonce, and in AES mode of the ciphertext as well. */
export function pushSignature(...parts: string[]): string {
  return createHash("sha1").update(parts.toSorted().join(""), "utf8").digest("hex");
}

/** Compares in constant time. */
export function isSignature(given: string | undefined, ...parts: string[]): boolean {
  const expected = Buffer.from(pushSignature(...parts), "utf8");
  const actual = Buffer.from(given ?? "", "utf8");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** The 32 bytes behind an EncodingAESKey of 43 characters. */
function keyOf(encoding_aes_key: string): Buffer {
  return Buffer.from(`${encoding_aes_key}=`, "base64");
}

/**
 * Opens what WeChat encrypted for this account with the key that is in use or the one before.
 * @returns null when no key opens it, its padding is not what WeChat writes, or it is for another account
 */
export function openPush(encrypted: string, keys: readonly string[], app_id: string): string | null {
  for (const key of keys) {
    const opened = openWith(encrypted, keyOf(key), app_id);
    if (opened !== null) return opened;
  }
  return null;
}

function openWith(encrypted: string, key: Buffer, app_id: string): string | null {
  const sealed = Buffer.from(encrypted, "base64");
  if (sealed.length === 0 || sealed.length % BLOCK_BYTES !== 0) return null;
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = withoutPadding(Buffer.concat([decipher.update(sealed), decipher.final()]));
  if (!plain || plain.length < RANDOM_BYTES + LENGTH_BYTES) return null;
  const begin = RANDOM_BYTES + LENGTH_BYTES;
  const end = begin + plain.readUInt32BE(RANDOM_BYTES);
  if (end > plain.length || plain.subarray(end).toString("utf8") !== app_id) return null;
  return plain.subarray(begin, end).toString("utf8");
}

/** Every byte of the padding says how long it is; anything else is not WeChat's. */
function withoutPadding(plain: Buffer): Buffer | null {
  const count = plain.at(-1) ?? 0;
  if (count < 1 || count > BLOCK_BYTES || count > plain.length) return null;
  const padding = plain.subarray(plain.length - count);
  return padding.every((byte) => byte === count) ? plain.subarray(0, plain.length - count) : null;
}

/** Encrypts an answer with the key in use. @param random 16 bytes, given only by tests */
export function sealReply(
  text: string,
  encoding_aes_key: string,
  app_id: string,
  random: Buffer = randomBytes(RANDOM_BYTES),
): string {
  const key = keyOf(encoding_aes_key);
  const message = Buffer.from(text, "utf8");
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, length, message, Buffer.from(app_id, "utf8")]);
  const count = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(count, count)])),
    cipher.final(),
  ]).toString("base64");
}
