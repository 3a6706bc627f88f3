import { expect, test } from "vitest";
import { claimsOf, hasEnded } from "./session-end";

const tokenOf = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.s`;
const CLAIMS = { actor_type: "customer", auth_identity_id: "authid_1", iat: 100 };

test("a customer's token says whose it is and since when", () => {
  expect(claimsOf(tokenOf(CLAIMS))).toEqual({ auth_identity_id: "authid_1", issued_at_s: 100 });
});

test.each([
  "",
  "x",
  "a.b.c",
  tokenOf(null),
  tokenOf({ ...CLAIMS, actor_type: "user" }),
  tokenOf({ ...CLAIMS, auth_identity_id: "" }),
])("%s is no customer's token", (token) => {
  expect(claimsOf(token)).toBeNull();
});

test.each([
  [99, "other", true],
  [100, "this", true],
  [100, "other", false],
  [100, null, false],
  [101, "other", false],
])("issued at %i with the hash %s: ended is %s", (issued_at_s, token_hash, ended) => {
  const end = { ended_at_s: 100, token_hash: "this" };
  expect(hasEnded({ auth_identity_id: "authid_1", issued_at_s }, token_hash, end)).toBe(ended);
});

test("who never logged out has a token that lives", () => {
  expect(hasEnded({ auth_identity_id: "authid_1", issued_at_s: 1 }, "this", null)).toBe(false);
});
