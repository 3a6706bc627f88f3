import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { routesBelow } from "@tengman/plugin-kit/testing";
import { describe, expect, it } from "vitest";
import { ADMIN_RULES } from "./admin-rules";

const RULES = join(__dirname, "..", "modules", "distribution");

const filesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));

/** Every method and path that the route files offer, as Medusa would register them. */
const offered = () => routesBelow(__dirname).filter((route) => / \/admin\//.test(route));

const named = ADMIN_RULES.map(({ method, path }) => `${method} ${path}`);

/** Questions too long for an address; the database is told that they only read. */
const READ_BY_POST = ["/admin/distribution/plans/simulate"];

describe("the routes of the merchant", () => {
  it("each has its rule in admin-rules.ts, which says who may ask and what the audit trail keeps", () => {
    expect(offered().length).toBeGreaterThan(10);
    expect(offered().filter((route) => !named.includes(route))).toEqual([]);
  });

  it("no rule is of a route that is not there, and none has two", () => {
    expect(named.filter((route) => !offered().includes(route))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
  });

  it("whatever changes something asks for more than reading and names what it writes to the audit trail", () => {
    const isRead = ({ method, path }: (typeof ADMIN_RULES)[number]) =>
      method === "GET" || READ_BY_POST.includes(path);
    const changing = ADMIN_RULES.filter((rule) => !isRead(rule));
    expect(changing.filter(({ permission }) => permission === "read")).toEqual([]);
    expect(changing.filter(({ audit }) => audit.length === 0).map(({ path }) => path)).toEqual([]);
  });

  it("whatever shows or exports people in the clear is audited", () => {
    const clear = ADMIN_RULES.filter(({ permission }) => /identities/.test(permission));
    expect(clear.length).toBeGreaterThan(0);
    expect(clear.filter(({ audit }) => audit.length === 0)).toEqual([]);
  });

  it("every action that a rule names is written by a source that appends to the audit trail", () => {
    const writers = filesBelow(RULES)
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts"))
      .map((file) => readFileSync(file, "utf8"))
      .filter((text) => text.includes("appendAudit("));
    const actions = ADMIN_RULES.flatMap(({ audit }) => audit);
    // Spelt out, or made of a word and what happened: `distributor_${cause}`.
    const begun = writers.flatMap((text) =>
      [...text.matchAll(/action: `(\w+_)\$\{/g)].map(([, word]) => word),
    );
    const isWritten = (action: string) =>
      writers.some((text) => text.includes(`"${action}"`)) ||
      begun.some((word) => word !== undefined && action.startsWith(word));
    expect(actions.filter((action) => !isWritten(action))).toEqual([]);
  });
});
