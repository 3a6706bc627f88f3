import type { MedusaResponse } from "@medusajs/framework/http";
import { answerTo, type PhoneRefusal } from "../domain/refusal";

/** Answers a refusal. @param more what else the page needs, such as a challenge */
export function answerRefusal(res: MedusaResponse, refusal: PhoneRefusal, more: object = {}): void {
  const { status, body } = answerTo(refusal);
  res.status(status).json({ ...body, ...more });
}
