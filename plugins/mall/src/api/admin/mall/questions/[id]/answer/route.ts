import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { questionAnswerShape } from "../../../../../../domain/questions/question";
import { answerQuestion } from "../../../../../../workflows/questions/ask-and-answer";
import { idOf, readOrRefuse, refusing } from "../../../../../refusals";

/** Answers a question, or answers it anew: 204. Refusal: `question_not_found`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const { text } = readOrRefuse(questionAnswerShape, req.body);
  await answerQuestion(req.scope, { id: idOf(req), text, by: req.auth_context.actor_id });
  res.status(204).end();
});
