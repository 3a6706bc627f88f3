import { checkPaymentWorkflow } from "../../../../../../../workflows/check-payment";
import { idOf, refusing, type ShopperRequest } from "../../../../../../refusals";
import { currentOrder } from "../../../current-order";

/** The order after WeChat itself was asked about its money. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { id: order_id } = await currentOrder(req, idOf(req));
  await checkPaymentWorkflow(req.scope).run({ input: { order_id, now: new Date().toISOString() } });
  res.json({ order: await currentOrder(req, order_id) });
});
