import { routesBelow } from "@tengman/plugin-kit/testing";
import { describe, expect, it } from "vitest";
import { ADMIN_RULES } from "./admin-rules";

/** Questions too long for an address. */
const READ_BY_POST = [
  "/admin/crm/segments/count",
  "/admin/crm/segments/customers",
  "/admin/crm/outreach/preview",
];

describe("the routes of the merchant", () => {
  it("each has one rule in admin-rules.ts, and no rule is of a route that is not there", () => {
    const offered = routesBelow(__dirname);
    const named = ADMIN_RULES.map(({ method, path }) => `${method} ${path}`);
    expect(named.toSorted()).toEqual(offered);
  });

  it("whatever changes something asks for more than reading", () => {
    const changing = ADMIN_RULES.filter(
      ({ method, path }) => method !== "GET" && !READ_BY_POST.includes(path),
    );
    expect(changing.filter(({ permission }) => permission === "read")).toEqual([]);
  });
});
