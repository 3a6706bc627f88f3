import { readParcels } from "../../../../../../workflows/parcels/order-parcels";
import { idOf, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** The parcels of the shopper's own order, with what is in them and where they have been. Refusal: `order_not_found`. */
export const GET = refusing<ShopperRequest>(async (req, res) => {
  const { id } = await currentOrder(req, idOf(req));
  res.json({ parcels: await readParcels(req.scope, id) });
});
