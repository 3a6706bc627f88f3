import { takeCoupon } from "../../../../../../workflows/coupons/own-coupons";
import { idOf, refusing, type ShopperRequest } from "../../../../../refusals";

/** Takes a coupon by its code; again changes nothing. Refusals: `coupon_unknown`, `coupon_over`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  res.json({ coupon: await takeCoupon(req.scope, req.auth_context.actor_id, idOf(req)) });
});
