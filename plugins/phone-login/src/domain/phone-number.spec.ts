import { expect, it } from "vitest";
import { phoneNumberOf } from "./phone-number";

it.each(["13800138000", "138 0013 8000", "+86 138-0013-8000", "8613800138000"])("reads %s", (typed) => {
  expect(phoneNumberOf(typed)).toBe("13800138000");
});

it.each(["", "12800138000", "1380013800", "138001380000", "+1 13800138000", "1380013800a"])(
  "refuses %j",
  (typed) => {
    expect(phoneNumberOf(typed)).toBeNull();
  },
);
