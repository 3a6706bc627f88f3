import { quoteShape } from "../../../../domain/order-request";
import { quoteWithBestCoupon } from "../../../../workflows/coupons/best-coupon";
import { quoteOrder } from "../../../../workflows/quote-order";
import { readSellingPlace } from "../../../../workflows/reads/selling-place";
import { brake } from "../../../brakes/brake";
import { brakeCouponGuesses } from "../../../brakes/coupons";
import { readOrRefuse, refusing, type ShopperRequest } from "../../../refusals";

/** What the lines would cost now. Refusals: `variant_unknown`, `shipping_unavailable`, `address_invalid`, `too_many_attempts`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const request = readOrRefuse(quoteShape, req.body);
  await brake({ req, res }, [["quotes_of_customer", req.auth_context.actor_id]]);
  await brakeCouponGuesses(req, res, request.promo_codes);
  const place = await readSellingPlace(req.scope, req.publishable_key_context.sales_channel_ids);
  const reckon = request.best_coupon ? quoteWithBestCoupon : quoteOrder;
  const quote = await reckon(req.scope, {
    place,
    customer_id: req.auth_context.actor_id,
    request,
    now: new Date(),
  });
  res.json({ quote });
});
