import { api } from "./shop-api";
import type { Instant } from "./values";

/** A question about a product, with the merchant's answer. */
export interface Question {
  id: string;
  author: string;
  text: string;
  asked_at: Instant;
  answer: { text: string; at: Instant };
}

export interface QuestionPage {
  questions: Question[];
  next_cursor?: string;
}

const pathOf = (product: string): string => `/store/mall/products/${encodeURIComponent(product)}/questions`;

export const fetchQuestions = (
  product: string,
  query: { limit?: number; cursor?: string },
): Promise<QuestionPage> => api("GET", pathOf(product), { query });

export const askQuestion = (product: string, body: { text: string; is_anonymous: boolean }): Promise<void> =>
  api("POST", pathOf(product), { body });
