import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { captureArrivedMoneyWorkflow } from "./capture-arrived-money";
import { ORDER_LOCK, orderLockStep } from "./steps/order-lock";
import { type PresentInput, presentSessionStep } from "./steps/present-session";
import { settleDiscountsStep } from "./steps/settle-discounts";
import { syncOrdersStep } from "./steps/sync-orders";

/**
 * Lets a shopper pay: makes the order at WeChat, or shows it afresh. Another channel than before closes the old number. Money that turns out to be there already is
 * captured instead.
 */
export const presentPaymentWorkflow = createWorkflow("present-mall-payment", (input: PresentInput) => {
  // The event that follows an edit may not have come yet.
  settleDiscountsStep({ order_id: input.order_id });
  const lock = orderLockStep({ order_id: input.order_id });
  acquireLockStep({ key: lock.key, ownerId: lock.owner, ...ORDER_LOCK });
  const presented = presentSessionStep(input);
  when("paid-while-presenting", { presented }, ({ presented }) => presented.kind === "money_arrived").then(
    () => {
      captureArrivedMoneyWorkflow.runAsStep({ input: { order_id: input.order_id } });
    },
  );
  releaseLockStep({ key: lock.key, ownerId: lock.owner });
  syncOrdersStep(transform({ input }, ({ input }) => ({ order_ids: [input.order_id], now: input.now })));
  return new WorkflowResponse(presented);
});
