import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { homePublishShape } from "../../../../../domain/home/block";
import { publishHome, readHomeComposition } from "../../../../../workflows/home/compose-home";
import { readOrRefuse, refusing } from "../../../../refusals";

/** Publishes the draft, at once or from a moment on. Refusal: `home_changed`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  await publishHome(req.scope, readOrRefuse(homePublishShape, req.body), req.auth_context.actor_id);
  res.json(await readHomeComposition(req.scope));
});
