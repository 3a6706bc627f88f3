import type { MedusaContainer } from "@medusajs/framework/types";
import type { AdminQuestionList, QuestionList, QuestionRequest } from "../../domain/questions/question";
import { refusal } from "../../domain/refusal";
import { shownAuthor } from "../../domain/reviews/review";
import { PRODUCT_QUESTIONS_MODULE } from "../../modules/product-questions";
import type { ProductQuestionsService, QuestionRow } from "../../modules/product-questions/service";
import { readProductPage } from "../reads/product-page";
import { RefusedError } from "../refused-error";
import { nicknameOf } from "../reviews/write-review";

const questionsOf = (container: MedusaContainer) =>
  container.resolve<ProductQuestionsService>(PRODUCT_QUESTIONS_MODULE);

const iso = (moment: Date): string => new Date(moment).toISOString();

/** A question as anybody sees it. */
function shownQuestion({ id, author, text, asked_at, answer, answered_at }: QuestionRow) {
  return {
    id,
    author,
    text,
    asked_at: iso(asked_at),
    answer: answer === null || answered_at === null ? undefined : { text: answer, at: iso(answered_at) },
  };
}

const adminQuestion = (row: QuestionRow) => ({
  ...shownQuestion(row),
  product_id: row.product_id,
  product_title: row.product_title,
  customer_id: row.customer_id,
  is_hidden: row.hidden_at !== null,
});

/** Cuts the one row too many off a page and says where the next begins. */
function paged<View>(rows: readonly QuestionRow[], limit: number, view: (row: QuestionRow) => View) {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { questions: shown.map(view), ...(last ? { next_cursor: last.id } : {}) };
}

/** A product's answered questions. */
export async function readQuestions(container: MedusaContainer, product_id: string, request: QuestionList) {
  const rows = await questionsOf(container).page(product_id, { ...request, limit: request.limit + 1 });
  return paged(rows, request.limit, shownQuestion);
}

/** Questions for the merchant. */
export async function readAdminQuestions(container: MedusaContainer, request: AdminQuestionList) {
  const rows = await questionsOf(container).adminPage({ ...request, limit: request.limit + 1 });
  return paged(rows, request.limit, adminQuestion);
}

/**
 * Asks about a product that the shop sells.
 * @throws {RefusedError} `product_unknown`, `questions_too_many`
 */
export async function askQuestion(
  container: MedusaContainer,
  sales_channel_ids: readonly string[],
  { product_id, customer_id, request }: { product_id: string; customer_id: string; request: QuestionRequest },
): Promise<{ id: string }> {
  const { id: known, title } = await readProductPage(container, sales_channel_ids, product_id);
  const author = shownAuthor(await nicknameOf(container, customer_id), request.is_anonymous);
  const id = await questionsOf(container).ask({
    product_id: known,
    product_title: title,
    customer_id,
    author,
    text: request.text,
    now: new Date(),
  });
  if (id === null) throw new RefusedError(refusal("questions_too_many"));
  return { id };
}

/** @throws {RefusedError} `question_not_found` */
export async function answerQuestion(
  container: MedusaContainer,
  { id, text, by }: { id: string; text: string; by: string },
): Promise<void> {
  if (!(await questionsOf(container).answer(id, text, by, new Date())))
    throw new RefusedError(refusal("question_not_found"));
}

/** @throws {RefusedError} `question_not_found` */
export async function hideQuestion(
  container: MedusaContainer,
  { id, is_hidden, by }: { id: string; is_hidden: boolean; by: string },
): Promise<void> {
  if (!(await questionsOf(container).setHidden(id, is_hidden, by, new Date())))
    throw new RefusedError(refusal("question_not_found"));
}
