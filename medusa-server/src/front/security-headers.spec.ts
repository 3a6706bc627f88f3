import type { Request, Response } from "express";
import { expect, test } from "vitest";
import { securityHeaders } from "./security-headers";

function headersAt(url: string, isSecure: boolean): Map<string, string> {
  const sent = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => sent.set(name.toLowerCase(), value),
    removeHeader: (name: string) => sent.delete(name.toLowerCase()),
  };
  let passed = false;
  securityHeaders({ isSecure })({ url } as Request, response as unknown as Response, () => {
    passed = true;
  });
  expect(passed).toBe(true);
  return sent;
}

test("https is promised for a year where the shop's address is https, and only there", () => {
  expect(headersAt("/", true).get("strict-transport-security")).toBe("max-age=31536000");
  expect(headersAt("/", false).has("strict-transport-security")).toBe(false);
});

test.each([
  ["/app/orders?x=1", "frame-ancestors 'self'", "SAMEORIGIN", "same-site"],
  ["/", "frame-ancestors 'self'", "SAMEORIGIN", "same-site"],
  ["/store/mall/home", "frame-ancestors 'none'", "DENY", "same-site"],
  ["/admin/orders", "default-src 'none'", "DENY", "same-site"],
  ["/static/tea.webp", "default-src 'none'", "DENY", "cross-origin"],
])("%s is sent with %s", (url, policy, frames, resources) => {
  const headers = headersAt(url, true);
  expect(headers.get("content-security-policy")).toContain(policy);
  expect(headers.get("x-frame-options")).toBe(frames);
  expect(headers.get("cross-origin-resource-policy")).toBe(resources);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("no page of this server may run a script written into it", () => {
  for (const url of ["/app", "/", "/store/x"]) {
    expect(headersAt(url, true).get("content-security-policy")).not.toMatch(/script-src[^;]*unsafe/);
  }
});
