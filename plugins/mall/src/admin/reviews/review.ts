import { messages, type StatusText } from "@tengman/admin-kit/texts";

export const REVIEWS = "/admin/mall/reviews";

/** A review as `GET /admin/mall/reviews` shows it; times are ISO 8601. */
export interface Review {
  id: string;
  author: string;
  /** One to five. */
  stars: number;
  text: string;
  variant_title: string;
  pictures: string[];
  created_at: string;
  addition?: { text: string; at: string };
  answer?: { text: string; at: string };
  order_id: string;
  product_id: string;
  product_title: string;
  customer_id: string;
  is_anonymous: boolean;
  hidden?: { reason: HidingReason; at: string };
}

export interface ReviewPage {
  reviews: Review[];
  next_cursor?: string;
}

/** The law's reasons alone: an opinion may not be taken away (E-Commerce Law, article 39). */
export const HIDING_REASONS = messages({
  unlawful: "违法内容",
  insult: "辱骂他人",
  privacy: "泄露隐私",
  advertisement: "广告引流",
} as const);
export type HidingReason = keyof typeof HIDING_REASONS;

export const STATES = messages({
  unanswered: { label: "待回复", color: "orange" },
  answered: { label: "已回复", color: "green" },
  hidden: { label: "已隐藏", color: "grey" },
} as const);

export function stateOf({ hidden, answer }: Review): StatusText {
  if (hidden) return STATES.hidden;
  return answer ? STATES.answered : STATES.unanswered;
}

/** Stars as shoppers see them. */
export const starsText = (stars: number): string => "★".repeat(stars) + "☆".repeat(5 - stars);
