import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { hideReview } from "../../../../../../workflows/reviews/write-review";
import { idOf, refusing } from "../../../../../refusals";

/** Shows a hidden review again: 204. Refusal: `review_not_found`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  await hideReview(req.scope, { id: idOf(req), reason: null, by: req.auth_context.actor_id });
  res.status(204).end();
});
