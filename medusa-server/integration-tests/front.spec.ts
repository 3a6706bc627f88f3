import { randomUUID } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestShop, type TestShop } from "../../scripts/local/test-shop.mjs";
import {
  ADDRESS,
  merchantToken,
  must,
  peopleOf,
  publishableKeyOf,
  Shopper,
  variantsInStock,
} from "./shopper";

const CHINESE = /\p{Script=Han}/u;
let shop: TestShop;
let key: string;

beforeAll(async () => {
  // Nobody is trusted, and the limits are the standard ones, but one that takes long to reach.
  const extraEnvironment = {
    SHOP_TRUST_PROXY: "",
    MALL_UNPAID_ORDERS_PER_CUSTOMER: "",
    MALL_UNPAID_PIECES_PER_CUSTOMER: "",
    MALL_LIMITS: '{"quotes_of_customer":15}',
  };
  shop = await openTestShop({ name: "front", extraEnvironment });
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

test.each([
  "/store/products?created_at[$gte]=xyz",
  "/admin/orders?created_at[$gte]=xyz",
  "/admin/orders?order=nonsense",
  "/admin/orders?status[]=nonsense",
])("%s cannot be answered: 400", async (path) => {
  const headers = { authorization: `Bearer ${await merchantToken(shop)}` };
  const answer = await keyed(path, path.startsWith("/admin") ? { headers } : {});
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: "invalid_request" });
});

test.each(["/store/customers/me", "/admin/products", "/auth/user/emailpass"])(
  "%s takes no text that the database cannot keep",
  async (path) => {
    const answer = await keyed(path, json('{"a":["b",{"c":"\\u0000"}]}'));
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await keyed(path, json('{"email":"\\ud800","password":"x"}'))).status).toBeLessThan(500);
  },
);

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
    ["no such route", "/store/nothing/here", {}, 404, "route_not_found"],
    ["no such log-in", "/auth/customer/nothing", json("{}"), 404, "route_not_found"],
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
  test("is for the server's own user alone", () => {
    expect(statSync(shop.serverLog).mode & 0o077).toBe(0);
  });

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

const shopper = async (index: number): Promise<Shopper> => {
  const person = peopleOf(shop)[index];
  if (!person) throw new Error(`there is no person ${index}`);
  return Shopper.logIn(shop, person);
};

describe("passwords", () => {
  const logIn = async (origin: string, email: string, password: string, from?: string) => {
    const began = performance.now();
    const response = await fetch(`${origin}/auth/user/emailpass`, {
      method: "POST",
      body: JSON.stringify({ email, password }),
      headers: { "content-type": "application/json", ...(from ? { "x-forwarded-for": from } : {}) },
    });
    const ms = performance.now() - began;
    return {
      status: response.status,
      ms,
      retry: response.headers.get("retry-after"),
      body: await response.text(),
    };
  };

  test("an account that is not there cannot be told from a wrong password", async () => {
    const [unknown, known] = await Promise.all([
      logIn(shop.origin, "nobody@tengman.local", "wrong"),
      logIn(shop.origin, shop.admin.email, "wrong"),
    ]);
    expect(unknown).toMatchObject({ status: known.status, body: known.body });
    // Answers leave in steps of 400 ms; finding no account takes a few.
    expect(Math.min(unknown.ms, known.ms)).toBeGreaterThan(395);
  });

  test("are guessed ten times, however many at once and at whichever server; the owner is never shut out", async () => {
    const another = await shop.startAnotherServer({ SHOP_TRUST_PROXY: "loopback" });
    try {
      expect((await logIn(shop.origin, shop.admin.email, shop.admin.password)).status).toBe(200);
      const victim = "victim@tengman.local";
      const guesses = await Promise.all(
        Array.from({ length: 25 }, () => logIn(shop.origin, victim, "wrong")),
      );
      expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10);
      const refused = guesses.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(15);
      expect(Number(refused[0]?.retry)).toBeGreaterThan(800);
      expect(JSON.parse(refused[0]?.body ?? "{}")).toMatchObject({ code: "too_many_attempts" });
      expect((await logIn(another.origin, victim, "wrong")).status).toBe(429);

      const { email, password } = shop.admin;
      const everywhere = ["198.51.100.1", "198.51.100.2", "198.51.100.3"].flatMap((from) =>
        Array.from({ length: 10 }, () => logIn(another.origin, email, "wrong", from)),
      );
      await Promise.all(everywhere);
      expect((await logIn(another.origin, email, password, "198.51.100.9")).status).toBe(429);
      expect((await logIn(another.origin, email, password)).status).toBe(200);
      expect((await logIn(shop.origin, email, password)).status).toBe(200);
    } finally {
      await another.stop();
    }
  });
});

describe("shoppers", () => {
  const asked = (variant_id: string, quantity: number) => ({
    items: [{ variant_id, quantity }],
    address: ADDRESS,
    idempotency_key: randomUUID(),
  });
  const order = (who: Shopper, variant_id: string, quantity: number) =>
    who.call<{ code?: string; field?: string }>("/store/mall/orders", {
      method: "POST",
      body: asked(variant_id, quantity),
    });

  test("guess ten coupon codes; the same one twice is one guess, and an order guesses as a quote does", async () => {
    const [variant_id = ""] = await variantsInStock(shop, 1);
    const guesser = await shopper(0);
    const guess = (path: string, code: string) =>
      guesser.call<{ code?: string }>(path, {
        method: "POST",
        body: { ...asked(variant_id, 1), promo_codes: [code] },
      });
    for (let count = 0; count < 9; count++) {
      expect((await guess("/store/mall/quotes", `GUESS${count}`)).status).toBe(200);
    }
    expect((await guess("/store/mall/quotes", "GUESS0")).status).toBe(200);
    expect((await guess("/store/mall/orders", "GUESS9")).status).toBe(422);
    for (const path of ["/store/mall/quotes", "/store/mall/orders"]) {
      expect(await guess(path, "GUESS10")).toMatchObject({
        status: 429,
        body: { code: "too_many_attempts" },
      });
    }
    const { status } = await guesser.call("/store/mall/quotes", {
      method: "POST",
      body: asked(variant_id, 1),
    });
    expect(status).toBe(200);
  });

  test("ask for so many prices a minute", async () => {
    const asker = await shopper(1);
    const ask = () =>
      asker.call("/store/mall/quotes", { method: "POST", body: asked("variant_that_is_not_there", 1) });
    const answers = await Promise.all(Array.from({ length: 18 }, ask));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(15);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(3);
  });

  test("hold five unpaid orders, also when they place more at once, and may go on when one is closed", async () => {
    const [variant_id = ""] = await variantsInStock(shop, 1);
    const hoarder = await shopper(2);
    const answers = await Promise.all(Array.from({ length: 8 }, () => order(hoarder, variant_id, 1)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    const refused = answers.filter(({ body }) => body.code === "too_many_unpaid_orders");
    expect(refused.map(({ status }) => status)).toEqual([409, 409, 409]);
    const { orders } = await hoarder.must<{ orders: { id: string }[] }>("/store/mall/orders?state=to_pay");
    expect(orders).toHaveLength(5);
    await hoarder.must(`/store/mall/orders/${orders[0]?.id}/cancel`, { method: "POST", body: {} });
    expect((await order(hoarder, variant_id, 1)).status).toBe(201);
  });

  test("hold fifty pieces of a variant, or as many as the product says", async () => {
    const [variant_id = ""] = await variantsInStock(shop, 1);
    const hoarder = await shopper(3);
    const many = await order(hoarder, variant_id, 51);
    expect(many).toMatchObject({
      status: 409,
      body: { code: "purchase_limit_exceeded", field: "items.0.quantity" },
    });
    expect((await order(hoarder, variant_id, 9_999)).status).toBe(400);
    expect((await order(hoarder, variant_id, 999)).body.code).toBe("out_of_stock");
    const { rows } = await shop.pool.query("select product_id from product_variant where id = $1", [
      variant_id,
    ]);
    const authorization = `Bearer ${await merchantToken(shop)}`;
    const limit = (purchase_limit: number | null) =>
      must(`${shop.origin}/admin/products/${rows[0].product_id}`, {
        method: "POST",
        body: { metadata: { purchase_limit } },
        headers: { authorization },
      });
    await limit(2);
    expect((await order(hoarder, variant_id, 3)).body.code).toBe("purchase_limit_exceeded");
    expect((await order(hoarder, variant_id, 2)).status).toBe(201);
    expect((await order(hoarder, variant_id, 1)).body.code).toBe("purchase_limit_exceeded");
    await limit(null);
    expect((await order(hoarder, variant_id, 1)).status).toBe(201);
  });

  test("log out, and the token they had opens nothing any more", async () => {
    const person = peopleOf(shop)[4];
    const leaving = await shopper(4);
    expect((await leaving.call("/store/customers/me")).status).toBe(200);
    expect((await leaving.call("/store/mall/session/revoke", { method: "POST", body: {} })).status).toBe(204);
    for (const path of ["/store/customers/me", "/store/mall/orders", "/store/distribution/me"]) {
      expect(await leaving.call(path)).toMatchObject({ status: 401, body: { code: "unauthorized" } });
    }
    const refreshed = await leaving.call("/auth/token/refresh", { method: "POST", body: {} });
    expect(refreshed.status).toBeGreaterThanOrEqual(400);
    expect((await leaving.call("/store/mall/home")).status).toBe(200);
    // Tokens count whole seconds: one of the same second would be the very same.
    await delay(1_000);
    const back = await Shopper.logIn(shop, person as NonNullable<typeof person>);
    expect((await back.call("/store/customers/me")).status).toBe(200);
  });
});

describe("bodies that are too long", () => {
  const PIXEL = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const photosOf = async (who: Shopper) => {
    const [variant_id = ""] = await variantsInStock(shop, 1);
    const { id } = await who.order([{ variant_id, quantity: 1 }]);
    return (body: BodyInit) =>
      who.send(`/store/mall/orders/${id}/after-sales/photos`, {
        method: "POST",
        body,
        headers: { "content-type": "application/octet-stream" },
        ...({ duplex: "half" } as object),
      });
  };

  test("a photograph's are answered as soon as they are, not when they end", async () => {
    const send = await photosOf(await shopper(0));
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((done) => setTimeout(done, 5));
        sent += 128 * 1024;
        if (sent > 60e6) controller.close();
        else controller.enqueue(new Uint8Array(128 * 1024));
      },
    });
    const answer = await send(endless);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: "photo_too_large" });
    expect(sent).toBeLessThan(20e6);
  });

  test("24 of 30 photographs sent at once are taken", async () => {
    const send = await photosOf(await shopper(1));
    const answers = await Promise.all(Array.from({ length: 30 }, () => send(PIXEL)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(24);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(6);
  });

  test("a notification's is refused, and nothing breaks", async () => {
    const answer = await ask("/hooks/wechat-pay/transactions", json("x".repeat(200_000)));
    expect(answer.status).toBe(401);
    expect(readFileSync(shop.serverLog, "utf8")).not.toMatch(/TypeError/);
  });
});
