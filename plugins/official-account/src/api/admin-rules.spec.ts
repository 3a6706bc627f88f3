import { routesBelow } from "@tengman/plugin-kit/testing";
import { describe, expect, it } from "vitest";
import { ADMIN_RULES } from "./admin-rules";

const offered = routesBelow(__dirname).filter((route) => / \/admin\//.test(route));
const named = ADMIN_RULES.map(({ method, path }) => `${method} ${path}`);

describe("the routes of the merchant", () => {
  it("each has one rule in admin-rules.ts, and no rule is of a route that is not there", () => {
    expect(offered.length).toBeGreaterThan(5);
    expect(named.toSorted()).toEqual(offered);
  });

  it("whatever changes something asks for more than reading", () => {
    const changing = ADMIN_RULES.filter(({ method }) => method !== "GET");
    expect(changing.filter(({ permission }) => permission === "read")).toEqual([]);
  });
});
