import { presentationShape } from "../../../../../../domain/order-request";
import { presentPaymentWorkflow } from "../../../../../../workflows/present-payment";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** What the page hands to WeChat to pay. Refusals: `order_not_payable`, `wechat_identity_missing`, `payment_unavailable`. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  readOrRefuse(presentationShape, req.body);
  const { id: order_id } = await currentOrder(req, idOf(req));
  const { result: presented } = await presentPaymentWorkflow(req.scope).run({
    input: { order_id, customer_id: req.auth_context.actor_id, now: new Date().toISOString() },
  });
  if (presented.kind !== "presented") {
    res.json({ state: "paid" });
    return;
  }
  res.json({ state: "to_pay", bridge: presented.bridge, pay_by: presented.pay_by });
});
