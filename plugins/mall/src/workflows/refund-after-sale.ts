import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import {
  acquireLockStep,
  cancelOrderWorkflow,
  refundPaymentWorkflow,
  releaseLockStep,
} from "@medusajs/medusa/core-flows";
import { AFTER_SALE_LOCK, afterSaleLockStep } from "./steps/after-sale-lock";
import { dropOpenChangesStep } from "./steps/drop-open-changes";
import { ORDER_MONEY_LOCK, orderMoneyLockStep, refuseOpenChangeStep } from "./steps/order-money-lock";
import {
  beginRefundStep,
  followCaseRefundStep,
  type OrderedRefund,
  type RefundCaseInput,
} from "./steps/refund-case";
import { withdrawGivenUpWorkflow } from "./withdraw-given-up";

/** Never refunded: the workflow asks for a refund only when one was ordered. */
const NOTHING_ORDERED: OrderedRefund = { payment_id: "", amount: 0, note: "" };

/**
 * Gives a case's money back through Medusa's own refund, once: a second call, or the same one again, changes nothing.
 * The case ends only when the provider says that the money has arrived; `followAfterSaleWorkflow` sees to that.
 * @throws {RefusedError} `after_sale_not_found`, `after_sale_state_changed`, `nothing_refundable`, `order_change_open`
 * @throws {MedusaError} `refund_refused` or `refund_closed` of the provider; the case waits for its refund again
 */
export const refundAfterSaleWorkflow = createWorkflow("refund-after-sale", (input: RefundCaseInput) => {
  const lock = afterSaleLockStep(input);
  acquireLockStep({ key: lock.key, ownerId: lock.owner, ...AFTER_SALE_LOCK });
  const money = orderMoneyLockStep(input);
  acquireLockStep({ key: money.key, ownerId: money.owner, ...ORDER_MONEY_LOCK }).config({
    name: "acquire-order-money-lock",
  });
  refuseOpenChangeStep(input);
  const ordered = beginRefundStep(input);
  when("after-sale-money-goes-back", { ordered }, ({ ordered }) => ordered !== null).then(() => {
    refundPaymentWorkflow.runAsStep({
      input: transform({ ordered }, ({ ordered }): OrderedRefund => ordered ?? NOTHING_ORDERED),
    });
  });
  releaseLockStep({ key: money.key, ownerId: money.owner }).config({ name: "release-order-money-lock" });
  releaseLockStep({ key: lock.key, ownerId: lock.owner });
  return new WorkflowResponse(ordered);
});

/**
 * Ends a case whose money has arrived. An order that is refunded whole before anything was packed is cancelled; what a case
 * gave up unsent of any other is taken off it by `withdrawGivenUpWorkflow`.
 */
export const followAfterSaleWorkflow = createWorkflow("follow-after-sale", (input: RefundCaseInput) => {
  const lock = afterSaleLockStep(input);
  acquireLockStep({ key: lock.key, ownerId: lock.owner, ...AFTER_SALE_LOCK });
  const followed = followCaseRefundStep(input);
  releaseLockStep({ key: lock.key, ownerId: lock.owner });
  when("after-sale-took-everything", { followed }, ({ followed }) => followed.cancel_order).then(() => {
    dropOpenChangesStep({ order_id: input.order_id });
    cancelOrderWorkflow.runAsStep({ input: { order_id: input.order_id } });
  });
  return new WorkflowResponse(followed);
});

/** Looks whether a case's money has arrived, and takes what it gave up unsent off its order when it has. */
export async function followCaseMoney(container: MedusaContainer, input: RefundCaseInput): Promise<void> {
  const { result } = await followAfterSaleWorkflow(container).run({ input });
  if (result.state !== "over") return;
  const { case_id, order_id } = input;
  await withdrawGivenUpWorkflow(container)
    .run({ input: { case_id, order_id } })
    .catch((error: Error) => {
      // The money is back, whatever becomes of the order's lines; the job takes them off.
      const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
      logger.warn(`Order ${order_id} still proposes to pack what was refunded: ${error.message}`);
    });
}

/** Gives a case's money back and looks at once whether it has arrived; again changes nothing. */
export async function giveCaseMoneyBack(container: MedusaContainer, input: RefundCaseInput): Promise<void> {
  await refundAfterSaleWorkflow(container).run({ input });
  await followCaseMoney(container, input);
}
