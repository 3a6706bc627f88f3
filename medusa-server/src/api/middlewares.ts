import {
  defineMiddlewares,
  errorHandler,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http";
import { wordingOf } from "../front/refusal-words";
import { refuseUnstorable } from "./refuse-unstorable";
import { serveStorefront } from "./serve-storefront";
import { isUnanswerable } from "./unanswerable-question";

const medusasHandler = errorHandler();

/** Medusa's answers to errors; a question that cannot be answered is 400, not 500. */
function answerErrors(
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
): void {
  if (isUnanswerable(req.method, error)) res.status(400).json(wordingOf(400));
  else void medusasHandler(error as never, req, res, next);
}

export default defineMiddlewares({
  errorHandler: answerErrors,
  routes: [{ matcher: "/", middlewares: [refuseUnstorable, serveStorefront] }],
});
