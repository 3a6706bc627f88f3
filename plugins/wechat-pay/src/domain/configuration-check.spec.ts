import { describe, expect, test } from "vitest";
import { checkConfiguration } from "./configuration-check";
import type { ConfigurationFacts } from "./finding";
import type { Probe } from "./probe";

const refused = (status: number, code: string): Probe => ({
  kind: "refused",
  status,
  code,
  request_id: `${status}`,
});
const SIGN_ERROR = refused(401, "SIGN_ERROR");
const day = (days: number) => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000);

const healthy: ConfigurationFacts = {
  now: day(0),
  base_url: "https://api.mch.weixin.qq.com",
  notify_base_url: "https://shop.example.com",
  mch_id: "1900000001",
  merchant_serial: "A".repeat(40),
  merchant_key_bits: 2048,
  merchant_certificate: { serial: "a".repeat(40), valid_until: day(400), fits_key: true },
  public_key_ids: ["PUB_KEY_ID_1"],
  public_key_is_own: false,
  signed_call: refused(404, "ORDER_NOT_EXIST"),
  signed_answer: { kind: "accepted" },
  certificates: { kind: "none" },
  apps: [{ app_id: "wx1", probe: refused(400, "PARAM_ERROR") }],
  transfers: refused(404, "NOT_FOUND"),
  callback: { kind: "reached" },
  notifications: { opened: 3, sealed: 0 },
};

const stateOf = (change: Partial<ConfigurationFacts>, id: string) =>
  checkConfiguration({ ...healthy, ...change }).findings.find((finding) => finding.id === id)?.state;

describe("a shop", () => {
  test("where everything is proved can be paid; the console's own settings stay unknown", () => {
    const { payable, findings } = checkConfiguration(healthy);
    expect(payable).toBe("yes");
    expect(findings.filter(({ state }) => state !== "ok").map(({ id }) => id)).toEqual([
      "payment_directory",
      "h5_domain",
      "js_sdk_domain",
      "transfer_scene",
    ]);
  });

  test("whose first notification is still to come is unproven", () => {
    const change = { notifications: { opened: 0, sealed: 0 } };
    expect(checkConfiguration({ ...healthy, ...change }).payable).toBe("unproven");
  });

  test("that misses only what collecting money does not need can be paid", () => {
    const change = { merchant_certificate: undefined, transfers: refused(403, "NO_AUTH") };
    expect(checkConfiguration({ ...healthy, ...change }).payable).toBe("yes");
  });
});

describe("every fault is named where it is", () => {
  test.each<[string, Partial<ConfigurationFacts>, string, string]>([
    ["a strange private key or serial", { signed_call: SIGN_ERROR }, "merchant_key", "failed"],
    ["a short private key", { merchant_key_bits: 1024 }, "merchant_key", "failed"],
    ["WeChat out of reach", { signed_call: { kind: "unreachable", reason: "x" } }, "merchant_key", "unknown"],
    [
      "a strange public key",
      { signed_answer: { kind: "unauthentic", reason: "signature_invalid" } },
      "wechat_signature",
      "failed",
    ],
    ["one's own key as WeChat's", { public_key_is_own: true }, "wechat_signature", "failed"],
    [
      "no signed answer yet",
      { signed_answer: refused(400, "NO_STATEMENT_EXIST") },
      "wechat_signature",
      "unknown",
    ],
    ["a strange APIv3 key", { certificates: { kind: "sealed" } }, "api_v3_key", "failed"],
    ["notifications that stay shut", { notifications: { opened: 0, sealed: 2 } }, "api_v3_key", "failed"],
    ["an APIv3 key that was changed", { notifications: { opened: 9, sealed: 2 } }, "api_v3_key", "warning"],
    [
      "an app of somebody else's",
      { apps: [{ app_id: "wx1", probe: refused(400, "APPID_MCHID_NOT_MATCH") }] },
      "app_binding:wx1",
      "failed",
    ],
    [
      "no permission for JSAPI",
      { apps: [{ app_id: "wx1", probe: refused(403, "NO_AUTH") }] },
      "app_binding:wx1",
      "failed",
    ],
    [
      "an app nobody could ask about",
      { apps: [{ app_id: "wx1", probe: SIGN_ERROR }] },
      "app_binding:wx1",
      "unknown",
    ],
    ["no permission for transfers", { transfers: refused(403, "NO_AUTH") }, "transfers", "warning"],
    ["another WeChat", { base_url: "https://pay.example.com" }, "wechat_address", "warning"],
    [
      "a notify address without https",
      { notify_base_url: "http://shop.example.com" },
      "notify_address",
      "failed",
    ],
    [
      "a notify address on this machine",
      { notify_base_url: "https://localhost" },
      "notify_address",
      "failed",
    ],
    [
      "a notify address in the office",
      { notify_base_url: "https://192.168.1.9" },
      "notify_address",
      "failed",
    ],
    [
      "a proxy that keeps notifications",
      { callback: { kind: "elsewhere", status: 302 } },
      "callback",
      "failed",
    ],
    ["a closed door", { callback: { kind: "unreachable", reason: "ECONNREFUSED" } }, "callback", "failed"],
    [
      "another key's certificate",
      { merchant_certificate: { serial: "A".repeat(40), valid_until: day(9), fits_key: false } },
      "merchant_certificate",
      "failed",
    ],
    [
      "another serial",
      { merchant_certificate: { serial: "B".repeat(40), valid_until: day(9), fits_key: true } },
      "merchant_certificate",
      "failed",
    ],
    [
      "a certificate that ends soon",
      { merchant_certificate: { serial: "A".repeat(40), valid_until: day(9), fits_key: true } },
      "merchant_certificate",
      "warning",
    ],
    [
      "a certificate that has ended",
      { merchant_certificate: { serial: "A".repeat(40), valid_until: day(-1), fits_key: true } },
      "merchant_certificate",
      "failed",
    ],
  ])("%s", (_, change, id, state) => {
    expect(stateOf(change, id)).toBe(state);
  });

  test("and what failed or warns says what to do about it", () => {
    const worst = checkConfiguration({
      ...healthy,
      signed_call: SIGN_ERROR,
      public_key_is_own: true,
      certificates: { kind: "sealed" },
      callback: { kind: "unreachable", reason: "ENOTFOUND" },
      notify_base_url: "http://localhost",
      base_url: "http://localhost",
    });
    expect(worst.payable).toBe("no");
    for (const finding of worst.findings.filter(({ state }) => state === "failed" || state === "warning")) {
      expect(finding.remedy, finding.id).toBeTruthy();
    }
  });
});
