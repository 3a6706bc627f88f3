import { hideOrder } from "../../../../../workflows/own-order";
import { idOf, refusing, type ShopperRequest } from "../../../../refusals";
import { currentOrder } from "../current-order";

/** One order of the shopper's own. Refusal: `order_not_found`. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  res.json({ order: await currentOrder(req, idOf(req)) });
});

/** Takes an order that is over off the shopper's list. Refusal: `order_not_finished`. */
export const DELETE = refusing<ShopperRequest>(async (req, res) => {
  await hideOrder(req.scope, {
    order_id: idOf(req),
    customer_id: req.auth_context.actor_id,
    now: new Date(),
  });
  res.status(204).end();
});
