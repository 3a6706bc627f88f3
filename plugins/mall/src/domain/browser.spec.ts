import { expect, test } from "vitest";
import { h5TypeOf, plainAddress } from "./browser";

test.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "iOS"],
  ["Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/130.0 Mobile", "Android"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0", "Wap"],
  ["", "Wap"],
])("%j is %s", (userAgent, type) => {
  expect(h5TypeOf(userAgent)).toBe(type);
});

test.each([
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8::ffff:1", "2001:db8::ffff:1"],
  ["::1", "::1"],
])("%s travels to WeChat as %s", (ip, plain) => {
  expect(plainAddress(ip)).toBe(plain);
});
