import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { DistributionError } from "../../../domain/errors";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals what a person told us, and recognises it again without opening it. */
export interface Sealer {
  /** Encrypts; `context` names row and field, and the text opens nowhere else. */
  seal(text: string, context: string): Buffer;
  /** @throws DistributionError `seal_broken` when key, context or content differ */
  open(sealed: Buffer, context: string): string;
  /** A keyed hash: equal texts have equal ones, and without the key nothing can be tried against it. */
  lookup(text: string): Buffer;
}

/** A sealer of a 32-byte key in base64; encryption and lookup use keys of their own, derived from it. */
export function sealerOf(identity_key: string): Sealer {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", Buffer.from(identity_key, "base64"), "", purpose, KEY_BYTES));
  const sealing = derive("tengman distribution identity sealing");
  const lookingUp = derive("tengman distribution identity lookup");
  return {
    seal: (text, context) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open: (sealed, context) => {
      const [iv, rest] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES)];
      const decipher = createDecipheriv(ALGORITHM, sealing, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context)).setAuthTag(rest.subarray(0, TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]).toString("utf8");
      } catch {
        throw new DistributionError("seal_broken", { context });
      }
    },
    lookup: (text) => createHmac("sha256", lookingUp).update(text).digest(),
  };
}
