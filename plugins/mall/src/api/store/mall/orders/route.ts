import { orderListShape, orderShape } from "../../../../domain/order-request";
import { refusal } from "../../../../domain/refusal";
import { placeOrder } from "../../../../workflows/place-order";
import { listOwnOrders } from "../../../../workflows/reads/order-list";
import { viewOrders } from "../../../../workflows/reads/order-view";
import { readSellingPlace } from "../../../../workflows/reads/selling-place";
import { RefusedError } from "../../../../workflows/refused-error";
import { brakeCouponGuesses } from "../../../brakes/coupons";
import { readOrRefuse, refusing, type ShopperRequest } from "../../../refusals";

/** The shopper's orders, newest first, a page at a time, with the number in each tab. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  const { state, limit, cursor } = readOrRefuse(orderListShape, req.query);
  res.json(await listOwnOrders(req.scope, { customer_id: req.auth_context.actor_id, state, limit, cursor }));
});

/** Places an order: 201; the same request with the same key again: 200 and the same order. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const request = readOrRefuse(orderShape, req.body);
  const customer_id = req.auth_context.actor_id;
  await brakeCouponGuesses(req, res, request.promo_codes);
  const place = await readSellingPlace(req.scope, req.publishable_key_context.sales_channel_ids);
  const { row, created } = await placeOrder(req.scope, { place, customer_id, request, now: new Date() });
  const [order] = await viewOrders(req.scope, [row]);
  if (!order) throw new RefusedError(refusal("order_not_found"));
  res.status(created ? 201 : 200).json({ order });
});
