import { reviewShape } from "../../../../../../domain/reviews/review";
import { readOrderReviews } from "../../../../../../workflows/reviews/read-reviews";
import { writeReview } from "../../../../../../workflows/reviews/write-review";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** Which lines of the shopper's own order can be reviewed, and the reviews of the others. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  const order = await currentOrder(req, idOf(req));
  res.json({ lines: await readOrderReviews(req.scope, order) });
});

/**
 * Reviews a line. Refusals: `order_not_found`, `review_line_unknown`, `review_unavailable`, `review_exists`, `photo_unknown`.
 */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const order = await currentOrder(req, idOf(req));
  const request = readOrRefuse(reviewShape, req.body);
  await writeReview(req.scope, { order, customer_id: req.auth_context.actor_id, request });
  res.status(201).json({ lines: await readOrderReviews(req.scope, order) });
});
