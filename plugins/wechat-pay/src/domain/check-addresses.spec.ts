import { expect, test } from "vitest";
import { findingsAboutAddresses } from "./check-addresses";

const notifyState = (notify_base_url: string) =>
  findingsAboutAddresses({
    base_url: "https://api2.mch.weixin.qq.com",
    notify_base_url,
    callback: { kind: "reached" },
  }).map(({ state }) => state);

test.each([
  ["https://shop.example.com", "ok"],
  ["https://172.15.0.1", "ok"],
  ["https://10.0.0.8", "failed"],
  ["https://172.16.0.1", "failed"],
  ["https://169.254.1.1", "failed"],
  ["https://[::1]", "failed"],
  ["https://[fd00::1]", "failed"],
  ["https://nas.local", "failed"],
  ["http://shop.example.com", "failed"],
])("WeChat reaching %s: %s", (address, state) => {
  expect(notifyState(address)).toEqual(["ok", state, "ok"]);
});
