import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import { publishableKeyOf } from "./shopper";

const CHINESE = /\p{Script=Han}/u;
let shop: TestShop;
let key: string;

beforeAll(async () => {
  shop = await openTestShop({ name: "front" });
  key = await publishableKeyOf(shop);
});

afterAll(() => shop?.close());

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${shop.origin}${path}`, { redirect: "manual", ...init });
const keyed = (path: string, init: RequestInit = {}) =>
  ask(path, { ...init, headers: { "x-publishable-api-key": key, ...init.headers } });
const json = (body: string, type = "application/json"): RequestInit => ({
  method: "POST",
  body,
  headers: { "content-type": type },
});

describe("addresses nobody can mean are answered 400, never 500", () => {
  test.each(["/%E0%A4%A", "/pages/%E0%A4%A", "/app/%E0%A4%A", "/static/%00"])("%s", async (path) => {
    expect((await ask(path)).status).toBe(400);
  });

  test.each([
    "/store/mall/products/%E0%A4%A",
    "/store/products?limit=-1",
    "/store/products?offset=-1",
    "/store/product-categories?limit=-1",
    "/store/products?q=%00",
    "/store/products?id[99999999]=x",
    "/admin/distribution/distributors/%00",
    "/auth/customer/%00",
    "/hooks/%00",
  ])("%s, with a code", async (path) => {
    const answer = await keyed(path);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ type: "invalid_data", code: "invalid_request" });
  });
});

describe("every refusal of the API has a code, and Chinese for shoppers", () => {
  const REFUSED: [what: string, path: string, init: RequestInit, status: number, code: string][] = [
    ["bad JSON", "/store/mall/quotes", json("{"), 400, "invalid_request"],
    ["a long body", "/store/mall/quotes", json(JSON.stringify("x".repeat(3e6))), 413, "body_too_large"],
    [
      "a charset",
      "/store/mall/quotes",
      json("{}", "application/json; charset=gbk"),
      415,
      "unsupported_media_type",
    ],
    ["no token", "/store/mall/orders", {}, 401, "unauthorized"],
    [
      "a bad token",
      "/store/distribution/me",
      { headers: { authorization: "Bearer x" } },
      401,
      "unauthorized",
    ],
    ["no such route", "/store/nothing/here", {}, 404, "not_found"],
    ["no such log-in", "/auth/customer/nothing", json("{}"), 400, "invalid_request"],
  ];

  test.each(REFUSED)("%s", async (_what, path, init, status, code) => {
    const answer = await keyed(path, init);
    expect(answer.status).toBe(status);
    const body = await answer.json();
    expect(body).toMatchObject({ type: expect.any(String), code, message: expect.stringMatching(CHINESE) });
  });

  test("a missing publishable key", async () => {
    const answer = await ask("/store/mall/home");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "publishable_key_invalid" });
  });

  test.each(["/admin/orders", "/admin/nothing", "/auth/user/nothing", "/hooks/nothing"])(
    "%s keeps Medusa's words and has a code",
    async (path) => {
      const answer = await ask(path, json("{}"));
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(await answer.json()).toMatchObject({ type: expect.any(String), code: expect.any(String) });
    },
  );
});

describe("browsers are told to protect the shop", () => {
  test.each(["/", "/pages/product/index?id=x", "/app", "/app/orders"])(
    "%s stands in no foreign frame and runs no foreign script",
    async (path) => {
      const { headers } = await ask(path);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("frame-ancestors 'self'");
      expect(policy).toMatch(/script-src 'self'\s*(;|$)/);
      expect(policy).toContain("object-src 'none'");
      expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    },
  );

  test.each(["/", "/app", "/store/mall/home", "/health", "/assets/none.js"])(
    "%s is taken for what it says it is, and the server does not name itself",
    async (path) => {
      const { headers } = await ask(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-powered-by")).toBeNull();
      // Plain http, as here, must not promise https for a year.
      expect(headers.get("strict-transport-security")).toBeNull();
    },
  );

  test.each([
    ["/admin/orders", {}],
    ["/auth/user/emailpass", json("{}")],
    ["/store/mall/orders", { headers: { authorization: "Bearer x" } }],
    ["/store/mall/quotes", json("{}")],
  ])("%s is kept by no cache", async (path, init: RequestInit) => {
    expect((await keyed(path, init)).headers.get("cache-control")).toBe("no-store");
  });
});

describe("the access log", () => {
  const lines = async (marker: string) => {
    await expect.poll(() => readFileSync(shop.serverLog, "utf8")).toContain(marker);
    return readFileSync(shop.serverLog, "utf8")
      .split("\n")
      .filter((line) => line.includes(marker));
  };

  test("holds no key of a log-in, an invitation or a share link, also not as referrer", async () => {
    const marker = `log-${Date.now()}`;
    const referer = `${shop.origin}/admin/invites/accept?token=SECRET1`;
    await ask(`/pages/login/callback?code=SECRET2&state=SECRET3&x=${marker}`, { headers: { referer } });
    const [line = ""] = await lines(marker);
    expect(line).toContain("code=***");
    expect(line).not.toContain("SECRET");
  });

  test("believes nobody who says for whom he asks, unless the shop trusts him", async () => {
    const marker = `from-${Date.now()}`;
    const claims = { "x-forwarded-for": "9.9.9.9", "x-real-ip": "9.9.9.9", "x-client-ip": "9.9.9.9" };
    await ask(`/health-of-nobody?x=${marker}`, { headers: claims });
    expect(JSON.parse((await lines(marker))[0] ?? "{}")).toMatchObject({ client_ip: "127.0.0.1" });
  });
});
