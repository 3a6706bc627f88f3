import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { homeDraftShape } from "../../../../../domain/home/block";
import { readHomeComposition, saveHomeDraft } from "../../../../../workflows/home/compose-home";
import { readOrRefuse, refusing } from "../../../../refusals";

/** Saves the home page's draft. Refusal: `home_changed`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  await saveHomeDraft(req.scope, readOrRefuse(homeDraftShape, req.body), req.auth_context.actor_id);
  res.json(await readHomeComposition(req.scope));
});
