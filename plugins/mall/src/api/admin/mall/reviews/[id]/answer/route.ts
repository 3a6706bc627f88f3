import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { reviewTextShape } from "../../../../../../domain/reviews/review";
import { answerReview } from "../../../../../../workflows/reviews/write-review";
import { idOf, readOrRefuse, refusing } from "../../../../../refusals";

/** Gives the merchant's answer, or another one: 204. Refusal: `review_not_found`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { text } = readOrRefuse(reviewTextShape, req.body);
  await answerReview(req.scope, { id: idOf(req), text, by: req.auth_context.actor_id });
  res.status(204).end();
});
