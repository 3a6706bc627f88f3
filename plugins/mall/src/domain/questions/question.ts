import { z } from "zod";

/** How much a question holds, and how many of one person may wait for an answer. */
export const QUESTION_LIMITS = { text: 200, answer: 500, waiting: 5 } as const;

const id = z.string().trim().min(1).max(64);
const page = { limit: z.coerce.number().int().min(1).max(50).default(10), cursor: id.optional() };

/** Body of `POST /store/mall/products/:id/questions`. */
export const questionShape = z.object({
  text: z.string().trim().min(2).max(QUESTION_LIMITS.text),
  is_anonymous: z.boolean().default(false),
});

/** Body of the merchant's answer. */
export const questionAnswerShape = z.object({ text: z.string().trim().min(1).max(QUESTION_LIMITS.answer) });

/** Query of `GET /store/mall/products/:id/questions`. */
export const questionListShape = z.object(page);

/** Query of `GET /admin/mall/questions`. */
export const adminQuestionListShape = z.object({
  state: z.enum(["unanswered", "answered", "hidden"]).optional(),
  ...page,
});

export type QuestionRequest = z.infer<typeof questionShape>;
export type QuestionList = z.infer<typeof questionListShape>;
export type AdminQuestionList = z.infer<typeof adminQuestionListShape>;
