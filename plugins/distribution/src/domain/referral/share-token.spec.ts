import { expect, it } from "vitest";
import { isUsable, looksLikeShareToken, SHARE_TOKEN_BYTES, shareTokenExpiry } from "./share-token";

const issued = new Date("2026-03-01T00:00:00Z");
const token = {
  token: "a".repeat(16),
  distributor_id: "dist_1",
  expires_at: shareTokenExpiry(issued, 180),
  revoked_at: null,
};

it("carries 96 random bits in at most 32 URL-safe characters", () => {
  expect(SHARE_TOKEN_BYTES * 8).toBe(96);
  expect(looksLikeShareToken(Buffer.alloc(SHARE_TOKEN_BYTES).toString("base64url"))).toBe(true);
});

it.each(["", "short", "a".repeat(33), "has space 1234567", "cus_123'; drop--x"])(
  "does not look up %j",
  (text) => {
    expect(looksLikeShareToken(text)).toBe(false);
  },
);

it("is usable until the moment it expires", () => {
  expect(token.expires_at.toISOString()).toBe("2026-08-28T00:00:00.000Z");
  expect(isUsable(token, new Date(token.expires_at.getTime() - 1))).toBe(true);
  expect(isUsable(token, token.expires_at)).toBe(false);
});

it("is unusable once revoked", () => {
  expect(isUsable({ ...token, revoked_at: issued }, issued)).toBe(false);
});
