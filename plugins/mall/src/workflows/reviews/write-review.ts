import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { refusal } from "../../domain/refusal";
import {
  additionRefusal,
  type HidingReason,
  type ReviewRequest,
  reviewRefusal,
  shownAuthor,
} from "../../domain/reviews/review";
import { CATALOGUE_MODULE } from "../../modules/catalogue";
import type { CatalogueService } from "../../modules/catalogue/service";
import { REVIEWS_MODULE } from "../../modules/reviews";
import type { ReviewsService } from "../../modules/reviews/service";
import type { MallOrderView } from "../reads/order-view";
import { RefusedError } from "../refused-error";

const reviewsOf = (container: MedusaContainer) => container.resolve<ReviewsService>(REVIEWS_MODULE);

/** Cards carry the rating, so the product is read again. */
async function noteRating(container: MedusaContainer, product_id: string): Promise<void> {
  await container.resolve<CatalogueService>(CATALOGUE_MODULE).changes.note("product", [product_id]);
}

/** What a customer calls themselves in WeChat. */
export async function nicknameOf(
  container: MedusaContainer,
  customer_id: string,
): Promise<string | undefined> {
  const [customer] = await container
    .resolve(Modules.CUSTOMER)
    .listCustomers({ id: customer_id }, { select: ["id", "metadata"], take: 1 });
  const wechat = customer?.metadata?.wechat as { nickname?: unknown } | undefined;
  return typeof wechat?.nickname === "string" ? wechat.nickname : undefined;
}

/**
 * Writes what the buyer of an order's line says about it.
 * @param order the buyer's own, as it is now
 * @throws {RefusedError} `review_line_unknown`, `review_unavailable` (nothing arrived, or all was given back),
 * `review_exists`, `photo_unknown`
 */
export async function writeReview(
  container: MedusaContainer,
  { order, customer_id, request }: { order: MallOrderView; customer_id: string; request: ReviewRequest },
): Promise<void> {
  const line = order.items.find(({ id }) => id === request.order_line_id);
  if (!line?.product_id) throw new RefusedError(refusal("review_line_unknown", "order_line_id"));
  const { quantity, refunded_quantity } = line;
  const refused = reviewRefusal({ state: order.state, quantity, refunded_quantity });
  if (refused) throw new RefusedError(refusal(refused));
  const { picture_ids, ...said } = request;
  const outcome = await reviewsOf(container).write({
    ...said,
    picture_ids,
    order_id: order.id,
    product_id: line.product_id,
    product_title: line.title,
    variant_title: line.variant_title,
    customer_id,
    author: shownAuthor(await nicknameOf(container, customer_id), said.is_anonymous),
    now: new Date(),
  });
  if (outcome === "exists") throw new RefusedError(refusal("review_exists"));
  if (outcome === "picture_unknown") throw new RefusedError(refusal("photo_unknown", "picture_ids"));
  await noteRating(container, line.product_id);
}

/**
 * Adds to one's own review, once.
 * @throws {RefusedError} `review_not_found`, `review_added_already`, `review_unavailable` (too late)
 */
export async function addToReview(
  container: MedusaContainer,
  { id, customer_id, text }: { id: string; customer_id: string; text: string },
): Promise<void> {
  const now = new Date();
  const review = await reviewsOf(container).findOwn(id, customer_id);
  if (!review) throw new RefusedError(refusal("review_not_found"));
  const refused = additionRefusal(review, now);
  if (refused) throw new RefusedError(refusal(refused));
  if (!(await reviewsOf(container).add(id, text, now)))
    throw new RefusedError(refusal("review_added_already"));
}

/**
 * The merchant's answer to a review.
 * @throws {RefusedError} `review_not_found`
 */
export async function answerReview(
  container: MedusaContainer,
  { id, text, by }: { id: string; text: string; by: string },
): Promise<void> {
  if (!(await reviewsOf(container).answer(id, text, by, new Date())))
    throw new RefusedError(refusal("review_not_found"));
}

/**
 * Hides a review for one of the law's reasons, or shows it again (`reason` null).
 * @throws {RefusedError} `review_not_found`
 */
export async function hideReview(
  container: MedusaContainer,
  { id, reason, by }: { id: string; reason: HidingReason | null; by: string },
): Promise<void> {
  const review = await reviewsOf(container).hide(id, reason, by, new Date());
  if (!review) throw new RefusedError(refusal("review_not_found"));
  await noteRating(container, review.product_id);
}
