import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { disclosuresShape } from "../../../../domain/disclosures";
import { SHOP_DUTIES_MODULE } from "../../../../modules/shop-duties";
import type { ShopDutiesService } from "../../../../modules/shop-duties/service";
import { setDisclosuresWorkflow } from "../../../../workflows/set-disclosures";
import { readOrRefuse, refusing } from "../../../refusals";

/** What the shop tells about itself, for the merchant to change. */
export const GET = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const duties = req.scope.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE);
  res.json({ disclosures: await duties.readDisclosures() });
});

/** Replaces all of it; what is left out becomes empty. */
export const POST = refusing<AuthenticatedMedusaRequest>(async (req, res) => {
  const input = readOrRefuse(disclosuresShape, req.body);
  const { result } = await setDisclosuresWorkflow(req.scope).run({ input });
  res.json({ disclosures: result });
});
