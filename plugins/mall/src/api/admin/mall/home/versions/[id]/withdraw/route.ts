import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readHomeComposition, withdrawHome } from "../../../../../../../workflows/home/compose-home";
import { idOf, refusing } from "../../../../../../refusals";

/** Takes back a version whose time has not come. Refusal: `home_version_unknown`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  await withdrawHome(req.scope, idOf(req));
  res.json(await readHomeComposition(req.scope));
});
