import { createDecipheriv } from "node:crypto";

const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** The encrypted part of a notification, as WeChat spells it. */
export interface EncryptedResource {
  readonly ciphertext: string;
  readonly nonce: string;
  readonly associated_data?: string | undefined;
}

/**
 * Decrypts AES-256-GCM as API v3 uses it: the last 16 bytes of the ciphertext are the tag, which is checked.
 * @param apiV3Key the merchant's key, exactly 32 bytes
 * @returns the plaintext, or undefined when anything (key, nonce, associated data, a byte) is not what was encrypted
 */
export function decryptResource(resource: EncryptedResource, apiV3Key: string): string | undefined {
  const key = Buffer.from(apiV3Key, "utf8");
  const sealed = Buffer.from(resource.ciphertext, "base64");
  if (key.length !== KEY_BYTES || sealed.length < TAG_BYTES || resource.nonce.length === 0) {
    return undefined;
  }
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(resource.nonce, "utf8"), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    decipher.setAAD(Buffer.from(resource.associated_data ?? "", "utf8"));
    const opened = decipher.update(sealed.subarray(0, -TAG_BYTES));
    return Buffer.concat([opened, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
