import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { checkProductWords } from "../../../../../../workflows/reads/advertising";
import { idOf } from "../../../../../refusals";

/** The words of one product's texts that may not stand in an advertisement; nothing for a product there is not. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ findings: await checkProductWords(req.scope, idOf(req)) });
}
