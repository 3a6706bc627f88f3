import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { hidingShape } from "../../../../../../domain/reviews/review";
import { hideReview } from "../../../../../../workflows/reviews/write-review";
import { idOf, readOrRefuse, refusing } from "../../../../../refusals";

/** Takes a review out of the shop for one of the law's reasons: 204. Refusal: `review_not_found`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { reason } = readOrRefuse(hidingShape, req.body);
  await hideReview(req.scope, { id: idOf(req), reason, by: req.auth_context.actor_id });
  res.status(204).end();
});
