import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { publishMenu } from "../../../../../../../workflows/live-menu.js";
import { idOf, refusing } from "../../../../../../answers.js";

/** Publishes a version, and answers what is live then. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json({ live: await publishMenu(req.scope, idOf(req), req.auth_context.actor_id) });
});
