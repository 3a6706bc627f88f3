import { z } from "zod";
import type { OrderState } from "../order-state";
import type { RefusalCode } from "../refusal";

/** How much a review may hold: characters, pictures, pictures waiting for a review that is being written. */
export const REVIEW_LIMITS = { text: 500, pictures: 9, waiting: 27 } as const;

/** A buyer may add to a review for so long. */
const ADDITION_DAYS = 180;

/** A review without words says so in the buyer's name. */
export const WORDLESS = "此用户没有填写评价";

const text = (least: number) => z.string().trim().min(least).max(REVIEW_LIMITS.text);
const id = z.string().trim().min(1).max(64);

/** Body of `POST /store/mall/orders/:id/reviews`: what the buyer of an order's line says about it. */
export const reviewShape = z.object({
  order_line_id: id,
  stars: z.number().int().min(1).max(5),
  text: text(0).default(""),
  is_anonymous: z.boolean().default(false),
  picture_ids: z
    .array(id)
    .max(REVIEW_LIMITS.pictures)
    .refine((ids) => new Set(ids).size === ids.length)
    .default([]),
});

export type ReviewRequest = z.infer<typeof reviewShape>;

/** Body of `POST /store/mall/reviews/:id/addition`, and of the merchant's answer. */
export const reviewTextShape = z.object({ text: text(1) });

/**
 * Why a merchant may hide a review. A buyer's opinion is none of them: the E-Commerce Law, article 39, forbids to delete
 * what buyers say about goods.
 */
export const HIDING_REASONS = ["unlawful", "insult", "privacy", "advertisement"] as const;
export type HidingReason = (typeof HIDING_REASONS)[number];

/** Body of `POST /admin/mall/reviews/:id/hide`. */
export const hidingShape = z.object({ reason: z.enum(HIDING_REASONS) });

/** Which reviews of a product a shopper looks at. */
export const REVIEW_KINDS = ["all", "pictures", "added", "good", "medium", "bad"] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];

const page = { limit: z.coerce.number().int().min(1).max(50).default(10), cursor: id.optional() };

/** Query of `GET /store/mall/products/:id/reviews`. */
export const reviewListShape = z.object({ kind: z.enum(REVIEW_KINDS).default("all"), ...page });

/** Query of `GET /admin/mall/reviews`. */
export const adminReviewListShape = z.object({
  state: z.enum(["unanswered", "answered", "hidden"]).optional(),
  stars: z.coerce.number().int().min(1).max(5).optional(),
  product_id: id.optional(),
  ...page,
});

export type ReviewList = z.infer<typeof reviewListShape>;
export type AdminReviewList = z.infer<typeof adminReviewListShape>;

/** What a line of an order says about being reviewed. */
export interface ReviewableLine {
  state: OrderState;
  quantity: number;
  refunded_quantity: number;
}

/** Why a line cannot be reviewed; null when it can: it was paid, it arrived, and some of it was kept. */
export function reviewRefusal(line: ReviewableLine): RefusalCode | null {
  return line.state === "received" && line.refunded_quantity < line.quantity ? null : "review_unavailable";
}

/** Why nothing can be added to a review; null when something can, once. */
export function additionRefusal(
  review: { created_at: Date; added_at: Date | null },
  now: Date,
): RefusalCode | null {
  if (review.added_at) return "review_added_already";
  const age_days = (now.getTime() - review.created_at.getTime()) / 86_400_000;
  return age_days > ADDITION_DAYS ? "review_unavailable" : null;
}

/**
 * A buyer's name as strangers see it: its first and last characters. Whoever wants no name, or has none, is a customer
 * like any other.
 */
export function shownAuthor(nickname: string | undefined, is_anonymous: boolean): string {
  const characters = [...(nickname ?? "").trim()];
  const [first] = characters;
  if (is_anonymous || first === undefined) return "匿名用户";
  return characters.length === 1 ? `${first}**` : `${first}**${characters.at(-1)}`;
}

/** How many reviews gave so many stars, from one star to five. */
export type StarCounts = readonly [number, number, number, number, number];

/** What buyers think of a product together. */
export interface Rating {
  count: number;
  /** The mean in tenths of a star, rounded to the nearest; null without reviews. */
  stars_tenths: number | null;
  /** Reviews with four stars and more, in whole percent, rounded down: praise is not made up. */
  good_percent: number | null;
}

/** Sums up a product's reviews. */
export function ratingOf(counts: StarCounts): Rating {
  const count = counts.reduce((sum, reviews) => sum + reviews, 0);
  if (count === 0) return { count, stars_tenths: null, good_percent: null };
  const stars = counts.reduce((sum, reviews, index) => sum + reviews * (index + 1), 0);
  return {
    count,
    stars_tenths: Math.round((stars * 10) / count),
    good_percent: Math.floor(((counts[3] + counts[4]) * 100) / count),
  };
}
