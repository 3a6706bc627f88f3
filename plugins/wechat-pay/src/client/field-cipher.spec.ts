import { constants, createPrivateKey, createPublicKey, privateDecrypt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../test-vectors/published.json";
import { encryptField } from "./field-cipher";

const key = createPrivateKey(vectors.rsa_sha256_sign.private_key_pem);
const open = (sealed: string) =>
  privateDecrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha1" },
    Buffer.from(sealed, "base64"),
  ).toString("utf8");

describe("an encrypted field", () => {
  it("law: only the holder of the private key reads it, and it is another text each time", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 50, unit: "grapheme" }), (text) => {
        fc.pre(Buffer.byteLength(text) <= 214);
        const sealed = encryptField(text, createPublicKey(key));
        return open(sealed) === text && sealed !== encryptField(text, createPublicKey(key));
      }),
      { numRuns: 20 },
    );
  });

  it.each(["", "名".repeat(72)])("refuses what does not fit into one block", (text) => {
    expect(() => encryptField(text, createPublicKey(key))).toThrow(RangeError);
  });
});
