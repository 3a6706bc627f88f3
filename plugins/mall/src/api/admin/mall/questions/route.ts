import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { adminQuestionListShape } from "../../../../domain/questions/question";
import { readAdminQuestions } from "../../../../workflows/questions/ask-and-answer";
import { readOrRefuse, refusing } from "../../../refusals";

/** What shoppers ask, newest first, a page at a time. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  res.json(await readAdminQuestions(req.scope, readOrRefuse(adminQuestionListShape, req.query)));
});
