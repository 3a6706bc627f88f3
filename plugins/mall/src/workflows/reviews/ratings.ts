import type { MedusaContainer } from "@medusajs/framework/types";
import { ratingOf } from "../../domain/reviews/review";
import { REVIEWS_MODULE } from "../../modules/reviews";
import type { ReviewsService } from "../../modules/reviews/service";
import type { CardRating } from "../reads/product-card";

/** What buyers say about products, as cards show it; products that nobody reviewed are left out. */
export async function readRatings(
  container: MedusaContainer,
  product_ids: readonly string[],
): Promise<ReadonlyMap<string, CardRating>> {
  const stars = await container.resolve<ReviewsService>(REVIEWS_MODULE).starsOf(product_ids);
  return new Map(
    [...stars].flatMap(([id, counts]) => {
      const { count, stars_tenths } = ratingOf(counts);
      return stars_tenths === null ? [] : [[id, { count, stars_tenths }] as const];
    }),
  );
}
