import { expect, it } from "vitest";
import { identityOf, isFresh, unlinkRefusal } from "./identity";

it.each([
  ["phone", "13800138000", "138****8000"],
  ["email", "lin.xiaoyu@example.com", "l***@example.com"],
  ["wechat", "wx0000000000000000:o1234", ""],
])("shows %s %s as %j", (provider, entity_id, label) => {
  expect(identityOf(provider, entity_id)).toEqual({ provider, label });
});

it("shows no identity of the admin's log-in", () => {
  expect(identityOf("emailpass", "merchant@example.com")).toBeNull();
});

it("takes a log-in of ten minutes ago for fresh, no older one", () => {
  expect([isFresh(1_000, 1_600), isFresh(1_000, 1_601)]).toEqual([true, false]);
});

it.each([
  ["phone", ["phone"], "last_way_in"],
  ["phone", ["phone", "email"], null],
  ["email", ["phone"], "identity_unknown"],
  ["wechat", ["wechat", "phone"], "wechat_stays"],
])("taking %s away from %o is %o", (provider, all, refusal) => {
  expect(unlinkRefusal(provider, all)).toBe(refusal);
});
