import type { MedusaContainer } from "@medusajs/framework/types";
import {
  type AdminReviewList,
  type ReviewList,
  ratingOf,
  reviewRefusal,
  WORDLESS,
} from "../../domain/reviews/review";
import { REVIEWS_MODULE } from "../../modules/reviews";
import type { ReviewRow, ReviewsService } from "../../modules/reviews/service";
import type { MallOrderView } from "../reads/order-view";

const reviewsOf = (container: MedusaContainer) => container.resolve<ReviewsService>(REVIEWS_MODULE);

const iso = (moment: Date | null) => moment?.toISOString();

/** A review as anybody sees it. */
function shownReview(row: ReviewRow) {
  return {
    id: row.id,
    author: row.author,
    stars: row.stars,
    text: row.text || WORDLESS,
    variant_title: row.variant_title,
    pictures: row.pictures,
    created_at: iso(row.created_at),
    addition: row.added_text === null ? undefined : { text: row.added_text, at: iso(row.added_at) },
    answer: row.answer === null ? undefined : { text: row.answer, at: iso(row.answered_at) },
  };
}

/** Cuts the one row too many off a page and says where the next begins. */
function paged<Row extends { id: string }, View>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => View,
): { reviews: View[]; next_cursor?: string } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { reviews: shown.map(view), ...(last ? { next_cursor: last.id } : {}) };
}

/** What buyers say about a product: summed up, and a page of it. */
export async function readProductReviews(
  container: MedusaContainer,
  product_id: string,
  { kind, cursor, limit }: ReviewList,
) {
  const reviews = reviewsOf(container);
  const [{ stars, pictures, added }, rows] = await Promise.all([
    reviews.counts(product_id),
    reviews.page(product_id, { kind, cursor, limit: limit + 1 }),
  ]);
  const [one, two, three, four, five] = stars;
  const rating = ratingOf(stars);
  const kinds = { all: rating.count, pictures, added, good: four + five, medium: three, bad: one + two };
  return { rating, kinds, ...paged(rows, limit, shownReview) };
}

/** Which lines of an order can be reviewed, and what was said about the others. */
export async function readOrderReviews(container: MedusaContainer, order: MallOrderView) {
  const rows = new Map((await reviewsOf(container).ofOrder(order.id)).map((row) => [row.order_line_id, row]));
  return order.items.map(({ id, quantity, refunded_quantity, title, variant_title, thumbnail }) => {
    const row = rows.get(id);
    const is_open = !row && reviewRefusal({ state: order.state, quantity, refunded_quantity }) === null;
    const review = row
      ? { ...shownReview(row), is_anonymous: row.is_anonymous, is_hidden: row.hidden_at !== null }
      : undefined;
    return { order_line_id: id, title, variant_title, thumbnail, is_open, review };
  });
}

/** A page of reviews for the merchant, the newest first. */
export async function readAdminReviews(container: MedusaContainer, query: AdminReviewList) {
  const rows = await reviewsOf(container).adminPage({ ...query, limit: query.limit + 1 });
  return paged(rows, query.limit, (row) => ({
    ...shownReview(row),
    order_id: row.order_id,
    product_id: row.product_id,
    product_title: row.product_title,
    customer_id: row.customer_id,
    is_anonymous: row.is_anonymous,
    hidden: row.hidden_at === null ? undefined : { reason: row.hidden_reason, at: iso(row.hidden_at) },
  }));
}
