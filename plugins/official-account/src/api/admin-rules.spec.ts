import { routesBelow } from "@tengman/plugin-kit/testing";
import { expect, it } from "vitest";

it("has no route below /admin yet; the first one brings its rules with it, as in the other plugins", () => {
  const offered = routesBelow(__dirname);
  expect(offered.length).toBeGreaterThan(2);
  expect(offered.filter((route) => / \/admin\b/.test(route))).toEqual([]);
});
