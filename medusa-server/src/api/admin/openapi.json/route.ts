import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";

/** The build writes it beside `src`. */
const DESCRIPTION = join(__dirname, "..", "..", "..", "..", "openapi.json");

/**
 * The description of every store and admin route by OpenAPI, for whoever may log in to the admin: it names what only
 * merchants need to know. 404 `not_described` where the shop runs from sources that nobody described.
 */
export async function GET(_req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const description = await readFile(DESCRIPTION, "utf8").catch(() => null);
  if (description === null) {
    res
      .status(404)
      .json({ type: "not_found", code: "not_described", message: "请先运行 npm run docs:openapi" });
    return;
  }
  res.type("application/json").send(description);
}
