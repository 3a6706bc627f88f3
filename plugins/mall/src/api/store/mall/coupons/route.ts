import { readOfferedCoupons } from "../../../../workflows/coupons/own-coupons";
import { refusing, type ShopperRequest } from "../../../refusals";

/** The coupons that the merchant offers; whoever is logged in sees which they have. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  res.json({ coupons: await readOfferedCoupons(req.scope, req.auth_context?.actor_id) });
});
