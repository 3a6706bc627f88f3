import { reviewTextShape } from "../../../../../../domain/reviews/review";
import { addToReview } from "../../../../../../workflows/reviews/write-review";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";

/** Adds to one's own review: 204. Refusals: `review_not_found`, `review_added_already`, `review_unavailable`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { text } = readOrRefuse(reviewTextShape, req.body);
  await addToReview(req.scope, { id: idOf(req), customer_id: req.auth_context.actor_id, text });
  res.status(204).end();
});
