import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { hideQuestion } from "../../../../../../workflows/questions/ask-and-answer";
import { idOf, refusing } from "../../../../../refusals";

/** Shows a hidden question again: 204. Refusal: `question_not_found`. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  await hideQuestion(req.scope, { id: idOf(req), is_hidden: false, by: req.auth_context.actor_id });
  res.status(204).end();
});
