import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { listFlaggedProducts } from "../../../../workflows/reads/advertising";

/** Every product on sale with words that may not stand in an advertisement. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ products: await listFlaggedProducts(req.scope) });
}
