import { expect, test } from "vitest";
import { findingsAboutKeys } from "./check-keys";
import type { ConfigurationFacts } from "./finding";

const facts: ConfigurationFacts = {
  now: new Date("2026-01-01T00:00:00Z"),
  base_url: "https://api.mch.weixin.qq.com",
  notify_base_url: "https://shop.example.com",
  mch_id: "1900000001",
  merchant_serial: "0123456789ABCDEF0123456789ABCDEF01234567",
  merchant_key_bits: 2048,
  merchant_certificate: undefined,
  public_key_ids: [],
  public_key_is_own: false,
  signed_call: { kind: "refused", status: 401, code: "SIGN_ERROR", request_id: "08F4" },
  signed_answer: { kind: "accepted" },
  certificates: {
    kind: "opened",
    certificates: [
      { serial: "1", valid_until: new Date("2026-01-05T00:00:00Z") },
      { serial: "2", valid_until: new Date("2027-06-01T00:00:00Z") },
    ],
  },
  apps: [],
  transfers: { kind: "accepted" },
  callback: { kind: "reached" },
  notifications: { opened: 0, sealed: 0 },
};

const finding = (id: string) => findingsAboutKeys(facts).find((one) => one.id === id);

test("platform certificates prove the APIv3 key, and the one valid longest counts", () => {
  expect(finding("api_v3_key")?.state).toBe("ok");
  expect(finding("platform_certificate")).toMatchObject({
    state: "ok",
    explanation: "有效期至 2027-06-01。",
  });
});

test("without the merchant's certificate its end is unknown, and said so", () => {
  expect(finding("merchant_certificate")).toMatchObject({ state: "unknown", remedy: expect.any(String) });
});

test("a refused signature keeps WeChat's request id and shows only the end of the serial", () => {
  const refused = finding("merchant_key");
  expect(refused).toMatchObject({ state: "failed", request_id: "08F4" });
  expect(refused?.explanation).toContain("…01234567");
  expect(JSON.stringify(findingsAboutKeys(facts))).not.toContain(facts.merchant_serial);
});
