import { api } from "./shop-api";
import type { Instant } from "./values";

export type ReviewKind = "all" | "pictures" | "added" | "good" | "medium" | "bad";

/** What a buyer says; `addition` came later, `answer` is the merchant's. */
export interface Review {
  id: string;
  author: string;
  stars: number;
  text: string;
  variant_title: string;
  pictures: string[];
  created_at: Instant;
  addition?: { text: string; at: Instant };
  answer?: { text: string; at: Instant };
}

export interface ProductReviews {
  /** The mean in tenths of a star; both are null without reviews. */
  rating: { count: number; stars_tenths: number | null; good_percent: number | null };
  kinds: Record<ReviewKind, number>;
  reviews: Review[];
  next_cursor?: string;
}

/** A line of an order: whether it can be reviewed, or its review. */
export interface ReviewLine {
  order_line_id: string;
  title: string;
  variant_title: string;
  thumbnail: string | null;
  is_open: boolean;
  review?: Review & { is_anonymous: boolean; is_hidden: boolean };
}

export interface ReviewRequest {
  order_line_id: string;
  stars: number;
  text: string;
  is_anonymous: boolean;
  picture_ids: string[];
}

const ofOrder = (order: string): string => `/store/mall/orders/${encodeURIComponent(order)}/reviews`;

export const fetchProductReviews = (
  product: string,
  query: { kind?: ReviewKind; limit?: number; cursor?: string },
): Promise<ProductReviews> =>
  api("GET", `/store/mall/products/${encodeURIComponent(product)}/reviews`, { query });

export const fetchOrderReviews = async (order: string): Promise<ReviewLine[]> =>
  (await api<{ lines: ReviewLine[] }>("GET", ofOrder(order))).lines;

export const writeReview = async (order: string, body: ReviewRequest): Promise<ReviewLine[]> =>
  (await api<{ lines: ReviewLine[] }>("POST", ofOrder(order), { body })).lines;

/** Sends a picture for a review that is being written. @returns its id */
export const uploadReviewPhoto = async (order: string, body: ArrayBuffer): Promise<string> =>
  (await api<{ photo: { id: string } }>("POST", `${ofOrder(order)}/photos`, { body })).photo.id;

export const addToReview = (id: string, text: string): Promise<void> =>
  api("POST", `/store/mall/reviews/${encodeURIComponent(id)}/addition`, { body: { text } });
