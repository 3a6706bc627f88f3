import { idOf, refusing, type ShopperRequest } from "../../../../refusals";
import { currentOrder } from "../current-order";

/** One order of the shopper's own. Refusal: `order_not_found`. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  res.json({ order: await currentOrder(req, idOf(req)) });
});
