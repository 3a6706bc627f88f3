import { expect, it } from "vitest";
import { deviceOf, networkOf } from "./device";

it.each([
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50", "iPhone · 微信"],
  ["Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36", "安卓手机 · Chrome 浏览器"],
  ["Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Windows 电脑 · Edge 浏览器"],
  ["curl/8", "其他设备"],
  ["", "其他设备"],
])("names the device of %s", (user_agent, name) => {
  expect(deviceOf(user_agent)).toBe(name);
});

it.each([
  ["203.0.113.9", "203.0.*.*"],
  ["::ffff:203.0.113.9", "203.0.*.*"],
  ["2001:db8:85a3::8a2e:370:7334", "2001:db8:*"],
  ["", ""],
])("shows of %s a part alone", (address, shown) => {
  expect(networkOf(address)).toBe(shown);
});
