import { expect, test } from "vitest";
import { channelFor } from "./channel";

test.each([
  ["Mozilla/5.0 (iPhone) AppleWebKit/605 MicroMessenger/8.0.50", "jsapi"],
  ["Mozilla/5.0 (Windows NT 10.0) WindowsWechat MicroMessenger/7.0", "jsapi"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "h5"],
  ["Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/130.0 Mobile", "h5"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15", "native"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0", "native"],
])("%s pays by %s", (userAgent, channel) => {
  expect(channelFor(userAgent)).toBe(channel);
});
