import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { readHomeComposition, restoreHome } from "../../../../../../../workflows/home/compose-home";
import { idOf, refusing } from "../../../../../../refusals";

/** Makes an older version live again. Refusal: `home_version_unknown`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  await restoreHome(req.scope, idOf(req), req.auth_context.actor_id);
  res.json(await readHomeComposition(req.scope));
});
