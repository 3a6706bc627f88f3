import { createCipheriv, createSign, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Keys {
  readonly api_v3_key: string;
  readonly public_key_id: string;
  readonly platform_private_key: string;
}

/** What a notification tells: WeChat's event and its plaintext. */
export interface Tidings {
  readonly event_type: string;
  readonly summary: string;
  readonly original_type: string;
  readonly plaintext: unknown;
}

/** A signed request, ready to be sent. */
export interface SignedPost {
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** Reads the keys of a local WeChat's folder. */
export function readKeys(folder: string): Keys {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  return { ...read("credentials.json"), ...read("platform.json") };
}

/** Encrypts and signs as WeChat does, so that nothing but the shop's own work is measured when it is sent. */
export function signedPost(keys: Keys, tidings: Tidings): SignedPost {
  const nonce = randomBytes(6).toString("hex");
  const cipher = createCipheriv("aes-256-gcm", keys.api_v3_key, nonce);
  cipher.setAAD(Buffer.from(tidings.original_type));
  const ciphertext = Buffer.concat([
    cipher.update(JSON.stringify(tidings.plaintext)),
    cipher.final(),
    cipher.getAuthTag(),
  ]).toString("base64");
  const { event_type, summary, original_type } = tidings;
  const body = JSON.stringify({
    id: randomUUID(),
    create_time: new Date().toISOString(),
    resource_type: "encrypt-resource",
    event_type,
    summary,
    resource: {
      algorithm: "AEAD_AES_256_GCM",
      original_type,
      ciphertext,
      nonce,
      associated_data: original_type,
    },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const once = randomBytes(16).toString("hex");
  const signature = createSign("RSA-SHA256")
    .update(`${timestamp}\n${once}\n${body}\n`)
    .sign(keys.platform_private_key, "base64");
  return {
    body,
    headers: {
      "content-type": "application/json",
      "wechatpay-timestamp": timestamp,
      "wechatpay-nonce": once,
      "wechatpay-serial": keys.public_key_id,
      "wechatpay-signature": signature,
    },
  };
}
