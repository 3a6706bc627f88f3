import { expect, it } from "vitest";
import { emailAddressOf } from "./email-address";

it.each([
  [" Lin.XiaoYu@Example.COM ", "lin.xiaoyu@example.com"],
  ["a+b@mail.example.cn", "a+b@mail.example.cn"],
])("reads %j", (typed, kept) => {
  expect(emailAddressOf(typed)).toBe(kept);
});

it.each(["", "a@b", "a b@example.com", "@example.com", "a@example.", `${"a".repeat(250)}@example.com`])(
  "refuses %j",
  (typed) => {
    expect(emailAddressOf(typed)).toBeNull();
  },
);
