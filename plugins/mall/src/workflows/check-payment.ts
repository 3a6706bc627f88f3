import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { captureArrivedMoneyWorkflow } from "./capture-arrived-money";
import { ORDER_LOCK, orderLockStep } from "./steps/order-lock";
import { syncOrdersStep } from "./steps/sync-orders";

/** Asks WeChat about an order's money, whatever the page was told, and captures it when it is there. */
export const checkPaymentWorkflow = createWorkflow(
  "check-mall-payment",
  (input: { order_id: string; now: string }) => {
    const lock = orderLockStep({ order_id: input.order_id });
    acquireLockStep({ key: lock.key, ownerId: lock.owner, ...ORDER_LOCK });
    captureArrivedMoneyWorkflow.runAsStep({ input: { order_id: input.order_id } });
    releaseLockStep({ key: lock.key, ownerId: lock.owner });
    const synced = syncOrdersStep(
      transform({ input }, ({ input }) => ({ order_ids: [input.order_id], now: input.now })),
    );
    return new WorkflowResponse(synced);
  },
);
