import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { routesBelow } from "@tengman/plugin-kit/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { ADMIN_RULES as CRM } from "../../plugins/crm/src/api/admin-rules";
import { ADMIN_RULES as DISTRIBUTION } from "../../plugins/distribution/src/api/admin-rules";
import { ADMIN_RULES as INSIGHTS } from "../../plugins/insights/src/api/admin-rules";
import { ADMIN_RULES as MALL } from "../../plugins/mall/src/api/admin-rules";
import { ADMIN_RULES as OFFICIAL_ACCOUNT } from "../../plugins/official-account/src/api/admin-rules";
import { ADMIN_RULES as WECHAT_PAY } from "../../plugins/wechat-pay/src/api/admin-rules";
import { repositoryRoot } from "../../scripts/local/places.mjs";

interface Operation {
  readonly summary: string;
  readonly "x-permission"?: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}
type Description = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

const server = join(repositoryRoot, "medusa-server");
const plugins = join(repositoryRoot, "plugins");
let problems: string;
let description: Description;

beforeAll(async () => {
  // A part that is not described ends the command with 1 and is named.
  const described = promisify(execFile)(process.execPath, ["scripts/openapi/index.mjs"], {
    cwd: repositoryRoot,
  });
  problems = (await described.catch((error: { stderr: string }) => error)).stderr;
  description = JSON.parse(readFileSync(join(server, ".medusa", "server", "openapi.json"), "utf8"));
}, 300_000);

const operationOf = (method: string, path: string) =>
  description.paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()];

describe("the description of the shop's routes", () => {
  it("says of every operation what it is, takes and answers, by the schemas that read its query and body", () => {
    expect(problems).toBe("");
  });

  it("has every store and admin route of every plugin, and no other", () => {
    const offered = readdirSync(plugins)
      .flatMap((plugin) => routesBelow(join(plugins, plugin, "src", "api")))
      .filter((route) => /^\w+ \/(?:store|admin)\//.test(route));
    const described = Object.entries(description.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
      ),
    );
    expect(described.toSorted()).toEqual(offered.toSorted());
    expect(described.length).toBeGreaterThan(200);
  });

  it("says which permission a merchant's route asks for", () => {
    const rules = [...CRM, ...DISTRIBUTION, ...INSIGHTS, ...MALL, ...OFFICIAL_ACCOUNT, ...WECHAT_PAY];
    const ours = rules.filter(({ method, path }) => operationOf(method, path));
    expect(ours.map(({ method, path }) => operationOf(method, path)?.["x-permission"])).toEqual(
      ours.map(({ permission }) => permission),
    );
    expect(ours.length).toBeGreaterThan(100);
  });

  it("knows limits, answers and refusals: an order's", () => {
    const order = operationOf("POST", "/store/mall/orders");
    expect(JSON.stringify(order?.requestBody)).toContain("idempotency_key");
    expect(Object.keys(order?.responses ?? {})).toEqual(expect.arrayContaining(["200", "201", "4XX"]));
    const list = operationOf("GET", "/store/mall/orders");
    expect(list?.parameters.map(({ name }) => name)).toEqual(["state", "limit", "cursor"]);
  });

  it("refers to nothing that it does not have", () => {
    const text = JSON.stringify(description);
    const meant = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? "");
    expect(meant.filter((name) => !(name in description.components.schemas))).toEqual([]);
  });
});
