import { remindToShip } from "../../../../../../workflows/own-order";
import { idOf, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** Asks the merchant to ship, once a day. Refusals: `order_not_waiting`, `reminded_already`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const order_id = idOf(req);
  await remindToShip(req.scope, { order_id, customer_id: req.auth_context.actor_id, now: new Date() });
  res.json({ order: await currentOrder(req, order_id) });
});
