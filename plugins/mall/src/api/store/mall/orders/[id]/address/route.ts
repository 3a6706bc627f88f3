import { orderAddressShape } from "../../../../../../domain/order-request";
import { changeAddress } from "../../../../../../workflows/own-order";
import { readSellingPlace } from "../../../../../../workflows/reads/selling-place";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** Another address for what has not left yet. Refusals: `address_fixed`, `address_elsewhere`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { address } = readOrRefuse(orderAddressShape, req.body);
  const order_id = idOf(req);
  const place = await readSellingPlace(req.scope, req.publishable_key_context.sales_channel_ids);
  const customer_id = req.auth_context.actor_id;
  await changeAddress(req.scope, { order_id, customer_id, now: new Date(), address, place });
  res.json({ order: await currentOrder(req, order_id) });
});
