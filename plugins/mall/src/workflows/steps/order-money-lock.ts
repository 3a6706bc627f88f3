import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { refusal } from "../../domain/refusal";
import { RefusedError } from "../refused-error";

/** How long somebody may wait for the lock, and how long it is held at most: the provider may be slow to answer. */
export const ORDER_MONEY_LOCK = { timeout: 20, ttl: 120, retryInterval: 0.05 };

/**
 * The lock of everything that moves an order's money or begins a change of it, by every plugin. It is taken after an
 * after-sale's own lock and belongs to this run alone.
 */
export const orderMoneyLockStep = createStep(
  "order-money-lock",
  async ({ order_id }: { order_id: string }, { transactionId }) =>
    new StepResponse({ key: `order-money:${order_id}`, owner: transactionId ?? order_id }),
);

/**
 * Medusa books a refund on its order only when the money has gone, and cannot while the order has an open change (an
 * edit, a return that is being put together): then nothing is asked of the provider. The lock must be held.
 * @throws {RefusedError} `order_change_open`
 */
export const refuseOpenChangeStep = createStep(
  "refuse-open-order-change",
  async ({ order_id }: { order_id: string }, { container }) => {
    const open = await container
      .resolve(Modules.ORDER)
      .listOrderChanges({ order_id, status: ["pending", "requested"] }, { select: ["id"], take: 1 });
    if (open.length > 0) throw new RefusedError(refusal("order_change_open"));
    return new StepResponse(true);
  },
);
