import { Module } from "@medusajs/framework/utils";
import { ReviewsService } from "./service";

/** What buyers say about products. */
export const REVIEWS_MODULE = "mallReviews";

export default Module(REVIEWS_MODULE, { service: ReviewsService });
