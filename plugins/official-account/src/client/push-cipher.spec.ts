import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSignature, openPush, pushSignature, sealReply } from "./push-cipher";

const KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const OTHER = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
const APP_ID = "wx2c2769f8efd9abc2";

/** Encrypts bytes as they are, whatever their padding. */
function seal(plain: Buffer): string {
  const key = Buffer.from(`${KEY}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString("base64");
}

function plainOf(message: string, app_id: string, padding: (missing: number) => Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(message));
  const plain = Buffer.concat([Buffer.alloc(16, 7), length, Buffer.from(message), Buffer.from(app_id)]);
  return Buffer.concat([plain, padding(32 - (plain.length % 32))]);
}

describe("the signature", () => {
  it("is the one WeChat documents", () => {
    const signature = "899cf89e464efb63f54ddac96b0a0a235f53aa78";
    expect(pushSignature("AAAAA", "1714037059", "486452656")).toBe(signature);
    expect(isSignature(signature, "AAAAA", "1714037059", "486452656")).toBe(true);
    expect(isSignature(signature, "AAAAB", "1714037059", "486452656")).toBe(false);
    expect(isSignature(undefined, "AAAAA", "1714037059", "486452656")).toBe(false);
  });
});

describe("the cipher", () => {
  it("opens what it sealed, for every length of the padding", () => {
    for (let length = 0; length < 40; length += 1) {
      const text = "哈".repeat(length);
      expect(openPush(sealReply(text, KEY, APP_ID), [KEY], APP_ID)).toBe(text);
    }
  });

  it("pads to 32 bytes, a whole block when nothing is missing", () => {
    const exact = "x".repeat(64 - 16 - 4 - APP_ID.length);
    expect(Buffer.from(sealReply(exact, KEY, APP_ID), "base64").length).toBe(96);
  });

  it("tries the key that was in use before", () => {
    const sealed = sealReply("hello", OTHER, APP_ID);
    expect(openPush(sealed, [KEY, OTHER], APP_ID)).toBe("hello");
    expect(openPush(sealed, [KEY], APP_ID)).toBeNull();
  });

  it("refuses another account's message, and one that names a length it has not", () => {
    expect(openPush(sealReply("hello", KEY, "wx0000000000000000"), [KEY], APP_ID)).toBeNull();
    const long = plainOf("hello", APP_ID, (missing) => Buffer.alloc(missing, missing));
    long.writeUInt32BE(4_000_000_000, 16);
    expect(openPush(seal(long), [KEY], APP_ID)).toBeNull();
  });

  it.each([
    ["whose bytes differ", (missing: number) => Buffer.from([...Buffer.alloc(missing - 1, 1), missing])],
    ["of zeros", (missing: number) => Buffer.alloc(missing, 0)],
    ["longer than a block", (missing: number) => Buffer.alloc(missing + 32, missing + 32)],
  ])("refuses a padding %s", (_, padding) => {
    expect(openPush(seal(plainOf("hello!", APP_ID, padding)), [KEY], APP_ID)).toBeNull();
  });

  it.each(["", "AAAA", "not base64 !"])("refuses «%s»", (sealed) => {
    expect(openPush(sealed, [KEY], APP_ID)).toBeNull();
  });
});
