import { refusing, type ShopperRequest } from "../../../../refusals";
import { ownAfterSale } from "../own-after-sale";

/** One case of the shopper's own. Refusal: `after_sale_not_found`. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  res.json({ after_sale: await ownAfterSale(req) });
});
