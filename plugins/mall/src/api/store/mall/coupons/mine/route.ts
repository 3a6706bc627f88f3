import { ownCouponsShape } from "../../../../../domain/coupons/coupon";
import { readOwnCoupons } from "../../../../../workflows/coupons/own-coupons";
import { readOrRefuse, refusing, type ShopperRequest } from "../../../../refusals";

/** The shopper's coupons that can be used, were used, or are over. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  const { state } = readOrRefuse(ownCouponsShape, req.query);
  res.json({ coupons: await readOwnCoupons(req.scope, req.auth_context.actor_id, state) });
});
