import { confirmReceiptWorkflow } from "../../../../../../workflows/confirm-receipt";
import { idOf, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** Confirms receipt of a shipped order; again changes nothing. Refusal: `order_not_shipped`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { id: order_id } = await currentOrder(req, idOf(req));
  await confirmReceiptWorkflow(req.scope).run({
    input: { order_id, source: "shopper", now: new Date().toISOString() },
  });
  res.json({ order: await currentOrder(req, order_id) });
});
