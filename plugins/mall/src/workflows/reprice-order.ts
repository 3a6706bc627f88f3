import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { acquireLockStep, releaseLockStep } from "@medusajs/medusa/core-flows";
import { ORDER_LOCK, orderLockStep } from "./steps/order-lock";
import { repriceSessionStep } from "./steps/reprice-session";

/** Follows an order that the merchant has changed before it was paid: only its new amount can be paid from then on. */
export const repriceOrderWorkflow = createWorkflow("reprice-mall-order", (input: { order_id: string }) => {
  const lock = orderLockStep(input);
  acquireLockStep({ key: lock.key, ownerId: lock.owner, ...ORDER_LOCK });
  const repriced = repriceSessionStep(input);
  releaseLockStep({ key: lock.key, ownerId: lock.owner });
  return new WorkflowResponse(repriced);
});
