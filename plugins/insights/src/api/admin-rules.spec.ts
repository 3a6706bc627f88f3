import { join } from "node:path";
import { routesBelow } from "@tengman/plugin-kit/testing";
import { expect, test } from "vitest";
import { ADMIN_RULES } from "./admin-rules";

test("every route below /admin has its rule", () => {
  const ruled = ADMIN_RULES.map(({ method, path }) => `${method} ${path}`).toSorted();
  const offered = routesBelow(join(__dirname)).filter((route) => route.includes(" /admin/"));
  expect(offered).toEqual(ruled);
});
