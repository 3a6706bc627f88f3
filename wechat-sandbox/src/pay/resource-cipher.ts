import { createCipheriv, randomBytes } from "node:crypto";

/** The encrypted part of a notification, as it stands in the body. */
export interface EncryptedResource {
  algorithm: "AEAD_AES_256_GCM";
  original_type: string;
  ciphertext: string;
  nonce: string;
  associated_data: string;
}

/**
 * AES-256-GCM as WeChat uses it: the key is the 32 bytes of the APIv3 key, the tag follows the ciphertext, base64.
 * @param nonce 12 ASCII characters; a fresh one unless a test vector brings its own.
 */
export function encryptResource(
  apiV3Key: string,
  originalType: string,
  plaintext: string,
  associatedData: string = originalType,
  nonce: string = randomBytes(6).toString("hex"),
): EncryptedResource {
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(apiV3Key, "utf8"), Buffer.from(nonce, "utf8"));
  cipher.setAAD(Buffer.from(associatedData, "utf8"));
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return {
    algorithm: "AEAD_AES_256_GCM",
    original_type: originalType,
    ciphertext: sealed.toString("base64"),
    nonce,
    associated_data: associatedData,
  };
}

/** Damages the authentication tag (the last 16 bytes) and nothing else. */
export function withBadTag(resource: EncryptedResource): EncryptedResource {
  const sealed = Buffer.from(resource.ciphertext, "base64");
  const last = sealed.length - 1;
  sealed[last] = (sealed[last] ?? 0) ^ 0xff;
  return { ...resource, ciphertext: sealed.toString("base64") };
}
