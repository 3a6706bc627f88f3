import { cancellationShape } from "../../../../../../domain/order-request";
import { refusal } from "../../../../../../domain/refusal";
import { closeOrderWorkflow } from "../../../../../../workflows/close-order";
import { RefusedError } from "../../../../../../workflows/refused-error";
import { idOf, readOrRefuse, refusing, type ShopperRequest } from "../../../../../refusals";
import { currentOrder } from "../../current-order";

/** Cancels an order that is still to be paid. Refusal: `order_not_cancelable`, also when the money came first. */
export const POST = refusing<ShopperRequest>(async (req, res) => {
  const { reason: note } = readOrRefuse(cancellationShape, req.body);
  const before = await currentOrder(req, idOf(req));
  if (before.state !== "to_pay") throw new RefusedError(refusal("order_not_cancelable"));
  await closeOrderWorkflow(req.scope).run({
    input: { order_id: before.id, reason: "canceled_by_shopper", note, now: new Date().toISOString() },
  });
  const order = await currentOrder(req, before.id);
  if (order.state !== "canceled") throw new RefusedError(refusal("order_not_cancelable"));
  res.json({ order });
});
