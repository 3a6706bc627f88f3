import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { wordingOf } from "../front/refusal-words";
import { unstorableField } from "./unstorable-field";

/**
 * Refuses a body with a text that PostgreSQL cannot keep, whichever route would have tried to. Stands behind the body
 * parsers, which the front does not.
 */
export function refuseUnstorable(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const field = unstorableField(req.body);
  if (field === undefined) next();
  else res.status(400).json({ ...wordingOf(400), field });
}
