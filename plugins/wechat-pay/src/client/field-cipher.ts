import { constants, type KeyObject, publicEncrypt } from "node:crypto";

/** RSA-OAEP with SHA-1 and a 2048-bit key holds no more (API v3, "敏感信息加密"). */
const LIMIT_BYTES = 214;

/**
 * Encrypts a personal field (a name, a card number) so that only WeChat can read it: RSA-OAEP with SHA-1, base64.
 * @throws {RangeError} when the text is empty or too long for one block
 */
export function encryptField(text: string, key: KeyObject): string {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length === 0 || bytes.length > LIMIT_BYTES) {
    throw new RangeError(`A field of ${bytes.length} bytes cannot be encrypted for WeChat.`);
  }
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" }, bytes).toString(
    "base64",
  );
}
