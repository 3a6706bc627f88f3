import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomInt,
} from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { readJsonFile, writeJsonFile } from "./json-file.js";

const OWNER_ONLY = 0o600;

const credentialsSchema = z.object({
  app_id: z.string(),
  app_secret: z.string(),
  push_token: z.string(),
  encoding_aes_key: z.string(),
  mini_program_app_id: z.string(),
  mch_id: z.string(),
  merchant_serial: z.string(),
  merchant_private_key: z.string(),
  api_v3_key: z.string().length(32),
  public_key_id: z.string(),
  public_key: z.string(),
});

/** What a merchant gets from WeChat's consoles, as `credentials.json` hands it to a shop. Keys are PEM. */
export type Credentials = z.infer<typeof credentialsSchema>;

const platformSchema = z.object({ platform_private_key: z.string() });

/** Both sides of the wire: the merchant's credentials and what only WeChat itself holds. */
export interface PlatformKeys {
  credentials: Credentials;
  platform_private_key: KeyObject;
  merchant_public_key: KeyObject;
}

function digits(count: number): string {
  return Array.from({ length: count }, () => String(randomInt(10))).join("");
}

/** What the console's 服务器配置 holds: a token, and 43 characters that stand for a key of 32 bytes. */
function newPushSecrets(): Pick<Credentials, "push_token" | "encoding_aes_key"> {
  return { push_token: randomBytes(16).toString("hex"), encoding_aes_key: newAesKey() };
}

/** An EncodingAESKey: letters and digits, as the console draws them. */
export function newAesKey(): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  return Array.from({ length: 43 }, () => alphabet[randomInt(alphabet.length)]).join("");
}

function newAppId(): string {
  return `wx${randomBytes(8).toString("hex")}`;
}

/** A fresh name for a public key of WeChat's, as one merchant knows it. */
export function publicKeyIdFor(mchId: string): string {
  return `PUB_KEY_ID_01${mchId}${digits(16)}`;
}

/** A 2048-bit pair, PEM. */
export function rsaKeyPair(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

function generate(): { credentials: Credentials; platform: z.infer<typeof platformSchema> } {
  const merchant = rsaKeyPair();
  const platform = rsaKeyPair();
  const mch_id = `16${digits(8)}`;
  return {
    credentials: {
      app_id: newAppId(),
      app_secret: randomBytes(16).toString("hex"),
      ...newPushSecrets(),
      mini_program_app_id: newAppId(),
      mch_id,
      merchant_serial: randomBytes(20).toString("hex").toUpperCase(),
      merchant_private_key: merchant.privateKey,
      api_v3_key: randomBytes(16).toString("hex"),
      public_key_id: publicKeyIdFor(mch_id),
      public_key: platform.publicKey,
    },
    platform: { platform_private_key: platform.privateKey },
  };
}

/**
 * Opens `credentials.json` and `platform.json` in `dataDir`, making both at the first start.
 * @throws when one of the two is missing or damaged: half a pair would sign with keys nobody can verify.
 */
export function openKeys(dataDir: string): PlatformKeys {
  const credentialsPath = join(dataDir, "credentials.json");
  const platformPath = join(dataDir, "platform.json");
  let credentials = readJsonFile(credentialsPath);
  let platform = readJsonFile(platformPath);
  if (credentials === undefined && platform === undefined) {
    const made = generate();
    writeJsonFile(platformPath, made.platform, OWNER_ONLY);
    writeJsonFile(credentialsPath, made.credentials, OWNER_ONLY);
    credentials = made.credentials;
    platform = made.platform;
  }
  if (credentials === undefined || platform === undefined) {
    throw new Error(
      `${dataDir} holds only one of credentials.json and platform.json; delete it to start over`,
    );
  }
  const checked = completed(credentials, credentialsPath);
  return {
    credentials: checked,
    platform_private_key: createPrivateKey(platformSchema.parse(platform).platform_private_key),
    merchant_public_key: createPublicKey(checked.merchant_private_key),
  };
}

const LATER = { mini_program_app_id: true, push_token: true, encoding_aes_key: true } as const;

/** Credentials made before the merchant had a mini program or message push get them, and are written back. */
function completed(stored: unknown, path: string): Credentials {
  const earlier = credentialsSchema.omit(LATER).loose().parse(stored);
  const checked = credentialsSchema.parse({
    mini_program_app_id: newAppId(),
    ...newPushSecrets(),
    ...earlier,
  });
  if (Object.keys(LATER).some((name) => earlier[name] === undefined)) {
    writeJsonFile(path, checked, OWNER_ONLY);
  }
  return checked;
}

/** Every account and mini program whose customers this merchant may charge and pay. */
export function merchantAppIds(credentials: Pick<Credentials, "app_id" | "mini_program_app_id">): string[] {
  return [credentials.app_id, credentials.mini_program_app_id];
}
