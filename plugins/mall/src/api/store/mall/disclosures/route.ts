import { SHOP_DUTIES_MODULE } from "../../../../modules/shop-duties";
import type { ShopDutiesService } from "../../../../modules/shop-duties/service";
import { refusing, type ShopRequest } from "../../../refusals";

/** What the shop tells everybody about itself; texts are empty until the merchant has written them. */
export const GET = refusing<ShopRequest>(async (req, res) => {
  const duties = req.scope.resolve<ShopDutiesService>(SHOP_DUTIES_MODULE);
  res.json({ disclosures: await duties.readDisclosures() });
});
