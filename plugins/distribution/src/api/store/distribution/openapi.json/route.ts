import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";

/** The description travels with the package, beside its sources. */
const DESCRIPTION = "docs/openapi.json";

let description: Promise<string> | undefined;

/** The description of every route of this plugin, by OpenAPI. */
export async function GET(_req: MedusaRequest, res: MedusaResponse): Promise<void> {
  description ??= readFile(join(packageFolder(), DESCRIPTION), "utf8");
  res.setHeader("content-type", "application/json");
  res.send(await description);
}

function packageFolder(): string {
  return dirname(createRequire(__filename).resolve("@tengman/distribution/package.json"));
}
