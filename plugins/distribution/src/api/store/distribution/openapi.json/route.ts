import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";

/** The description travels with the built package, beside its `src`. */
const DESCRIPTION = join(__dirname, "..", "..", "..", "..", "..", "openapi.json");

/** The description of every route of this plugin, by OpenAPI. */
export async function GET(_req: MedusaRequest, res: MedusaResponse): Promise<void> {
  res.type("application/json").send(await readFile(DESCRIPTION, "utf8"));
}
