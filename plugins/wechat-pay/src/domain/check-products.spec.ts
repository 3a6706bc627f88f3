import { expect, test } from "vitest";
import { findingsAboutProducts } from "./check-products";
import type { ConfigurationFacts } from "./finding";

const facts: Pick<ConfigurationFacts, "mch_id" | "notify_base_url" | "apps" | "transfers"> = {
  mch_id: "1900000001",
  notify_base_url: "https://shop.example.com",
  apps: [
    { app_id: "wx1", probe: { kind: "refused", status: 400, code: "PARAM_ERROR", request_id: undefined } },
    {
      app_id: "wx2",
      probe: { kind: "refused", status: 400, code: "APPID_MCHID_NOT_MATCH", request_id: "08" },
    },
  ],
  transfers: { kind: "unreachable", reason: "TimeoutError" },
};
const findings = findingsAboutProducts(facts);
const of = (id: string) => findings.find((one) => one.id === id);

test("every app is judged by itself, and the remedy names app and merchant", () => {
  expect(of("app_binding:wx1")?.state).toBe("ok");
  expect(of("app_binding:wx2")).toMatchObject({ state: "failed", request_id: "08" });
  expect(of("app_binding:wx2")?.remedy).toMatch(/wx2.*1900000001/);
});

test("what only a console shows comes with the very values to enter there", () => {
  expect(of("payment_directory")?.remedy).toContain("https://shop.example.com/");
  expect(of("h5_domain")?.remedy).toContain("shop.example.com");
  expect(of("js_sdk_domain")?.remedy).toContain("网页授权域名");
});

test("transfers that could not be asked about are unknown, not missing", () => {
  expect(of("transfers")).toMatchObject({
    state: "unknown",
    explanation: expect.stringContaining("TimeoutError"),
  });
});
