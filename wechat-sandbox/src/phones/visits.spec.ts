import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { Visits } from "./visits.js";

const asked = (url: string, headers: Record<string, string>, method = "GET") =>
  ({ url, method, headers }) as unknown as IncomingMessage;
const SCRIPT = { "sec-fetch-dest": "empty" };
const KNOWN = { ...SCRIPT, authorization: "Bearer t" };

it("a person is known to the shop as long as the shop's interface is asked by name and does not refuse it", () => {
  let changes = 0;
  let seen = 0;
  const visits = new Visits(() => {
    changes += 1;
  });
  visits.on("visit", () => {
    seen += 1;
  });
  expect(visits.isKnown("o1")).toBe(false);
  visits.note("o1", asked("/", { "sec-fetch-dest": "iframe" }), 200);
  visits.note("o1", asked("/store/mall/home", SCRIPT), 200);
  expect(visits.isKnown("o1")).toBe(false);
  visits.note("o1", asked("/store/distribution/me", KNOWN), 200);
  visits.note("o1", asked("/static/1.json", SCRIPT), 200);
  visits.note("o1", asked("/picture.png", { "sec-fetch-dest": "image" }), 200);
  expect(visits.isKnown("o1")).toBe(true);
  expect(visits.isKnown("o2")).toBe(false);
  expect(visits.of("o1").map(({ path }) => path)).toEqual([
    "/",
    "/store/mall/home",
    "/store/distribution/me",
    "/static/1.json",
  ]);
  expect(changes).toBe(1);
  expect(seen).toBe(4);
  visits.note("o1", asked("/store/distribution/me", KNOWN), 401);
  expect(visits.isKnown("o1")).toBe(false);
});

it("the last visits are kept", () => {
  const visits = new Visits(() => undefined);
  for (let count = 0; count < 320; count += 1) visits.note("o1", asked(`/store/${count}`, SCRIPT), 200);
  expect(visits.of("o1")).toHaveLength(300);
  expect(visits.of("o1")[0]?.path).toBe("/store/20");
});
