import { request as ask, createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answerCache } from "./answer-cache";
import { ofMedusa } from "./of-medusa";

const LIFETIME_MS = 1_000;
let server: Server;
let clock = 0;
let computed = 0;
let status = 200;
/** Lets a computation wait until a test says so. */
let gate: Promise<void> | undefined;

beforeEach(async () => {
  [clock, computed, status, gate] = [1_000_000, 0, 200, undefined];
  const app = ofMedusa<() => Express>("express")();
  app.use(answerCache(LIFETIME_MS, () => clock));
  app.use(async (request, response) => {
    computed += 1;
    const number = computed;
    await gate;
    response.status(status).json({ number, who: request.headers.authorization ?? "anybody" });
  });
  server = createServer(app).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
});
afterEach(() => server.close());

interface Answer {
  status: number | undefined;
  headers: NodeJS.Dict<string | string[]>;
  body: { number: number; who: string } | undefined;
}

function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const sent = ask({ host: "127.0.0.1", port, path, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: text === "" ? undefined : JSON.parse(text),
        }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

const HOME = "/store/mall/home";
const key = (value: string) => ({ "x-publishable-api-key": value });

describe("an answer for everybody", () => {
  test("is computed once a lifetime, and says how long others may keep it", async () => {
    const first = await get(HOME, key("pk_1"));
    expect(first.headers["cache-control"]).toBe("public, max-age=1");
    clock += LIFETIME_MS - 1;
    expect((await get(HOME, key("pk_1"))).body).toEqual(first.body);
    clock += 1;
    expect((await get(HOME, key("pk_1"))).body?.number).toBe(2);
  });

  test("is another for another address, key, language and encoding", async () => {
    const asked = [
      get(HOME, key("pk_1")),
      get(HOME, key("pk_2")),
      get(`${HOME}?x=1`, key("pk_1")),
      get(HOME, { ...key("pk_1"), "accept-language": "en" }),
      get(HOME, { ...key("pk_1"), "accept-encoding": "br" }),
    ];
    const numbers = (await Promise.all(asked)).map(({ body }) => body?.number);
    expect(new Set(numbers).size).toBe(asked.length);
  });

  test("is computed once however many ask at the same time", async () => {
    let open = () => {};
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const asked = Array.from({ length: 50 }, () => get(HOME));
    setTimeout(open, 50);
    expect(new Set((await Promise.all(asked)).map(({ body }) => body?.number))).toEqual(new Set([1]));
  });

  test("is not sent again to whoever has it, and the first who asks so leaves a body for the others", async () => {
    const { headers, body } = await get(HOME, { "if-none-match": 'W/"older"' });
    expect(body?.number).toBe(1);
    const again = await get(HOME, { "if-none-match": String(headers.etag) });
    expect(again).toMatchObject({ status: 304, body: undefined });
    expect((await get(HOME)).body?.number).toBe(1);
  });
});

describe("nothing is kept", () => {
  test.each([
    ["a token", HOME, { authorization: "Bearer x" }],
    ["a cookie", HOME, { cookie: "connect.sid=x" }],
    ["a foreign page", HOME, { origin: "https://shop.example" }],
    ["a shopper's own route", "/store/mall/orders", {}],
    ["a route below a public one", "/store/mall/products/prod_1/reviews", {}],
  ])("of %s", async (_what, path, headers) => {
    const [first, second] = [await get(path, headers), await get(path, headers)];
    expect([first.body?.number, second.body?.number]).toEqual([1, 2]);
    expect(first.headers["cache-control"]).toBeUndefined();
  });

  test("of a refusal or a failure, which nobody else may keep either", async () => {
    status = 503;
    expect((await get(HOME)).headers["cache-control"]).toBe("no-store");
    status = 200;
    expect(await get(HOME)).toMatchObject({ status: 200, body: { number: 2 } });
  });

  test("never one person's answer for another", async () => {
    await get(HOME, { authorization: "Bearer a" });
    expect((await get(HOME)).body?.who).toBe("anybody");
    expect((await get(HOME, { authorization: "Bearer b" })).body?.who).toBe("Bearer b");
  });
});
