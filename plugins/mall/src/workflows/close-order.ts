import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, cancelOrderWorkflow, releaseLockStep } from "@medusajs/medusa/core-flows";
import { captureArrivedMoneyWorkflow } from "./capture-arrived-money";
import { type CloseOrderInput, closeSessionStep, settleClosedOrderStep } from "./steps/close-session";
import { dropOpenChangesStep } from "./steps/drop-open-changes";
import { ORDER_LOCK, orderLockStep } from "./steps/order-lock";
import { syncOrdersStep } from "./steps/sync-orders";

/**
 * Ends an order nobody has paid: closed at WeChat first, cancelled here only after that, with whatever was
 * begun to be changed on it, and its stock and coupons given back. When WeChat says the money is there, the order is paid instead: never both, never neither.
 */
export const closeOrderWorkflow = createWorkflow("close-mall-order", (input: CloseOrderInput) => {
  const lock = orderLockStep({ order_id: input.order_id });
  acquireLockStep({ key: lock.key, ownerId: lock.owner, ...ORDER_LOCK });
  const verdict = closeSessionStep(input);
  when("money-came-first", { verdict }, ({ verdict }) => verdict === "capture").then(() => {
    captureArrivedMoneyWorkflow.runAsStep({ input: { order_id: input.order_id } });
  });
  when("nobody-can-pay", { verdict }, ({ verdict }) => verdict === "cancel").then(() => {
    dropOpenChangesStep({ order_id: input.order_id });
    cancelOrderWorkflow.runAsStep({ input: { order_id: input.order_id } });
  });
  when("order-is-over", { verdict }, ({ verdict }) => verdict === "cancel" || verdict === "settle").then(
    () => {
      settleClosedOrderStep(input);
    },
  );
  when("order-stands", { verdict }, ({ verdict }) => verdict === "capture" || verdict === "leave").then(
    () => {
      syncOrdersStep(transform({ input }, ({ input }) => ({ order_ids: [input.order_id], now: input.now })));
    },
  );
  releaseLockStep({ key: lock.key, ownerId: lock.owner });
  return new WorkflowResponse(verdict);
});
