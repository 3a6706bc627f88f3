import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { ADMIN_RULES } from "../src/api/admin-rules";

const repository = join(__dirname, "..", "..", "..");
const run = promisify(execFile);

it("docs/openapi.json is what the routes say, and every route says what it takes, answers and refuses", async () => {
  const checked = run(process.execPath, ["scripts/openapi/index.mjs", "--check"], { cwd: repository });
  await expect(checked).resolves.toMatchObject({ stderr: "" });
}, 240_000);

it("every route of the merchant is described with the permission it asks for", () => {
  const { paths } = JSON.parse(readFileSync(join(__dirname, "..", "docs", "openapi.json"), "utf8"));
  const described = ADMIN_RULES.map(
    ({ method, path }) => paths[path.replaceAll(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()]?.["x-permission"],
  );
  expect(described).toEqual(ADMIN_RULES.map(({ permission }) => permission));
});
