import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callbackFingerprint, provesPageSession } from "./page-session.js";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a page session", () => {
  it("is proven by its own secret and by no other", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (secret, other) => {
        expect(provesPageSession(secret, sha256(secret))).toBe(true);
        expect(provesPageSession(other, sha256(secret))).toBe(other === secret);
      }),
    );
  });

  it("is not proven when it is no hash at all", () => {
    expect(provesPageSession("secret", "")).toBe(false);
    expect(provesPageSession("secret", "zz")).toBe(false);
  });
});

describe("a callback's fingerprint", () => {
  it("keeps fields apart that only run together as text", () => {
    const one = callbackFingerprint({ state: "ab", code: "c", page_secret: "d" });
    const two = callbackFingerprint({ state: "a", code: "bc", page_secret: "d" });
    expect(one).not.toBe(two);
  });
});
