import { reviewListShape } from "../../../../../../domain/reviews/review";
import { readProductReviews } from "../../../../../../workflows/reviews/read-reviews";
import { idOf, readOrRefuse, refusing, type ShopRequest } from "../../../../../refusals";

/** What buyers say about a product, newest first; a product that nobody reviewed has none, whether it is sold or not. */
export const GET = refusing<ShopRequest>(async (req, res) => {
  res.json(await readProductReviews(req.scope, idOf(req), readOrRefuse(reviewListShape, req.query)));
});
