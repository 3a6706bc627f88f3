import { presentationShape } from "../../../../../../domain/order-request";
import { presentPaymentWorkflow } from "../../../../../../workflows/present-payment";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/**
 * What the shopper pays with: `{ state: "to_pay", channel, bridge | h5_url | code_url, pay_by }`, or `{ state: "paid" }`.
 * Refusals: `order_not_payable`, `wechat_identity_missing`, `payment_unavailable`.
 */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const presentation = readOrRefuse(presentationShape, req.body);
  const { id: order_id } = await currentOrder(req, idOf(req));
  const { result: presented } = await presentPaymentWorkflow(req.scope).run({
    input: {
      order_id,
      customer_id: req.auth_context.actor_id,
      now: new Date().toISOString(),
      presentation,
      browser: { ip: req.ip ?? "", user_agent: req.get("user-agent") ?? "" },
    },
  });
  if (presented.kind !== "presented") {
    res.json({ state: "paid" });
    return;
  }
  res.json({ state: "to_pay", ...presented.pay_with, pay_by: presented.pay_by });
});
