import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { DistributionError } from "../../../domain/errors";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key as it is configured: its name, which stands beside everything sealed under it, and 32 bytes in base64. */
export interface SealingKey {
  id: string;
  key: string;
}

/** Seals what a person told us, and recognises it again without opening it. */
export interface Encryptor {
  /** The key under which is sealed from now on. */
  readonly key_id: string;
  /** Every key that opens, the one above first. */
  readonly key_ids: readonly string[];
  /** Encrypts; `context` names row and field, and the text opens nowhere else. */
  seal(text: string, context: string): Buffer;
  /**
   * Opens what was sealed under the key of that name.
   * @throws DistributionError `sealing_key_unknown` without that key, `seal_broken` when key, context or content differ
   */
  open(sealed: Buffer, context: string, key_id: string): string;
  /** A keyed hash: equal texts have equal ones, and without the key nothing can be tried against it. */
  lookup(text: string): Buffer;
  /** The same under every key, in the order of their names: what was told before a change of keys is found again. */
  lookups(text: string): Buffer[];
  /** What a key hashes its own name to, by which a wrong key under that name is noticed. */
  proof(key_id: string): Buffer;
}

/** A sealer of a ring of keys: the first seals, all of them open. */
export function encryptorOf(ring: readonly [SealingKey, ...SealingKey[]]): Encryptor {
  const keys = new Map(ring.map(({ id, key }) => [id, derivedKey(key)]));
  const keyOf = (key_id: string) => {
    const key = keys.get(key_id);
    if (!key) throw new DistributionError("sealing_key_unknown", { key_id });
    return key;
  };
  const key_id = ring[0].id;
  const current = keyOf(key_id);
  return {
    key_id,
    key_ids: [...keys.keys()],
    seal: (text, context) => seal(current.sealing, text, context),
    open: (sealed, context, sealed_with) => open(keyOf(sealed_with).sealing, sealed, context),
    lookup: (text) => hash(current.lookingUp, text),
    lookups: (text) => [...keys.keys()].sort().map((id) => hash(keyOf(id).lookingUp, text)),
    proof: (id) => hash(keyOf(id).lookingUp, `sealing key ${id}`),
  };
}

/** Encryption and lookup use keys of their own, derived from the configured one. */
function derivedKey(key: string): { sealing: Buffer; lookingUp: Buffer } {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", Buffer.from(key, "base64"), "", purpose, KEY_BYTES));
  return {
    sealing: derive("tengman distribution identity sealing"),
    lookingUp: derive("tengman distribution identity lookup"),
  };
}

function seal(key: Buffer, text: string, context: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function open(key: Buffer, sealed: Buffer, context: string): string {
  const [iv, rest] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES)];
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(context)).setAuthTag(rest.subarray(0, TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    throw new DistributionError("seal_broken", { context });
  }
}

function hash(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
