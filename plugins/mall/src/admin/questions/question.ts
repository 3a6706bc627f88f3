import { messages, type StatusText } from "@tengman/admin-kit/texts";

export const QUESTIONS = "/admin/mall/questions";

/** A question as `GET /admin/mall/questions` shows it; times are ISO 8601. */
export interface Question {
  id: string;
  author: string;
  text: string;
  asked_at: string;
  answer?: { text: string; at: string };
  product_id: string;
  product_title: string;
  customer_id: string | null;
  is_hidden: boolean;
}

export interface QuestionPage {
  questions: Question[];
  next_cursor?: string;
}

export const STATES = messages({
  unanswered: { label: "待回答", color: "orange" },
  answered: { label: "已回答", color: "green" },
  hidden: { label: "已隐藏", color: "grey" },
} as const);

export function stateOf({ is_hidden, answer }: Question): StatusText {
  if (is_hidden) return STATES.hidden;
  return answer ? STATES.answered : STATES.unanswered;
}
