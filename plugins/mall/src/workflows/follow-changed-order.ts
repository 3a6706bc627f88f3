import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  acquireLockStep,
  createOrUpdateOrderPaymentCollectionWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows";
import { hastenClosingStep } from "./steps/hasten-closing";
import { ORDER_LOCK, orderLockStep } from "./steps/order-lock";
import { repriceSessionStep } from "./steps/reprice-session";
import { reserveOwedStep } from "./steps/reserve-owed";
import { settleDiscountsStep } from "./steps/settle-discounts";
import { syncOrdersStep } from "./steps/sync-orders";
import { trueUpReservationsStep } from "./steps/true-up-reservations";

/**
 * Follows an order that the merchant has changed in Medusa: its discounts are whole fen again, as much stock is held
 * as is to be packed, before it is paid only its new amount can be paid, and one that is about nothing any more closes.
 */
export const followChangedOrderWorkflow = createWorkflow(
  "follow-changed-mall-order",
  (input: { order_id: string; now: string }) => {
    const settled = settleDiscountsStep(input);
    const lock = orderLockStep({ order_id: input.order_id });
    acquireLockStep({ key: lock.key, ownerId: lock.owner, ...ORDER_LOCK });
    when("order-has-another-total", { settled }, ({ settled }) => settled).then(() => {
      createOrUpdateOrderPaymentCollectionWorkflow.runAsStep({ input: { order_id: input.order_id } });
    });
    trueUpReservationsStep(input);
    reserveOwedStep(input);
    hastenClosingStep(input);
    const repriced = repriceSessionStep(input);
    syncOrdersStep(transform({ input }, ({ input }) => ({ order_ids: [input.order_id], now: input.now })));
    releaseLockStep({ key: lock.key, ownerId: lock.owner });
    return new WorkflowResponse(repriced);
  },
);
