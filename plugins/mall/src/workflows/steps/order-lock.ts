import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { refusal } from "../../domain/refusal";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";
import { RefusedError } from "../refused-error";

/** How long somebody may wait for the lock, and how long it is held at most. */
export const ORDER_LOCK = { timeout: 20, ttl: 60, retryInterval: 0.05 };

/** The lock under which paid, expired and cancelled are decided for a payment session, by every plugin. */
export const orderPaymentLock = (payment_session_id: string) => `order-payment:${payment_session_id}`;

/**
 * Finds what to lock for an order: its payment session (the session never changes), or the order itself when there is
 * nothing to pay. The lock belongs to this run alone.
 * @throws {RefusedError} `order_not_found`
 */
export const orderLockStep = createStep(
  "mall-order-lock",
  async ({ order_id }: { order_id: string }, { container, transactionId }) => {
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    const [row] = await mall.listMallOrders({ order_id }, { take: 1 });
    if (!row) throw new RefusedError(refusal("order_not_found"));
    return new StepResponse({
      key: orderPaymentLock(row.payment_session_id ?? order_id),
      owner: transactionId ?? order_id,
    });
  },
);
