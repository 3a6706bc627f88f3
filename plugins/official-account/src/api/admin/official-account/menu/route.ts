import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readLiveMenu } from "../../../../workflows/live-menu.js";
import { refusing } from "../../../answers.js";

/** The menu that followers see now, and where it differs from the version published here. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json({ live: await readLiveMenu(req.scope) });
});
