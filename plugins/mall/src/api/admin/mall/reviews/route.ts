import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { adminReviewListShape } from "../../../../domain/reviews/review";
import { readAdminReviews } from "../../../../workflows/reviews/read-reviews";
import { readOrRefuse, refusing } from "../../../refusals";

/** What buyers say, newest first, a page at a time. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json(await readAdminReviews(req.scope, readOrRefuse(adminReviewListShape, req.query)));
});
