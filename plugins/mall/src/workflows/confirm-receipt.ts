import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import { automaticReceiptAt } from "../domain/deadlines";
import { orderState, shippedAt } from "../domain/order-state";
import { refusal } from "../domain/refusal";
import { MALL_MODULE } from "../modules/mall";
import type { MallModuleService } from "../modules/mall/service";
import { readOrderAtHand } from "./reads/payable-order";
import { RefusedError } from "./refused-error";

/** Emitted once per order, with `MallOrderReceived`. */
export const ORDER_RECEIVED = "mall.order_received";

/** Payload of `mall.order_received`. Events may be lost: `mall_order.received_at` is the truth. */
export interface MallOrderReceived {
  order_id: string;
  /** ISO 8601 UTC. */
  received_at: string;
}

interface ReceiptInput {
  order_id: string;
  /** The shopper's tap, the clock some days after shipping, or the carrier's word where the merchant takes it for receipt. */
  source: "shopper" | "automatic" | "signed";
  now: string;
}

const MAX_ATTEMPTS = 5;

const writeReceiptStep = createStep(
  "write-receipt",
  async ({ order_id, source, now }: ReceiptInput, { container }) => {
    const mall = container.resolve<MallModuleService>(MALL_MODULE);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const { row, facts } = await readOrderAtHand(container, order_id);
      if (row.received_at) return new StepResponse<MallOrderReceived | null>(null);
      const shipped_at = shippedAt(facts);
      const due =
        source !== "automatic" ||
        (shipped_at && automaticReceiptAt(shipped_at, mall.settings.automatic_receipt_days) <= new Date(now));
      if (orderState(facts) !== "shipped" || !due) throw new RefusedError(refusal("order_not_shipped"));
      const received_at = new Date(now);
      const written = await mall.advanceMallOrder(row, {
        state: "received",
        shipped_at,
        received_at,
        receipt_source: source,
      });
      if (written) return new StepResponse<MallOrderReceived | null>({ order_id, received_at: now });
    }
    throw new Error(`order ${order_id} kept changing while its receipt was being written`);
  },
);

/**
 * Confirms that the goods have arrived, once: a second confirmation changes nothing and emits nothing.
 * @throws {RefusedError} `order_not_found`, `order_not_shipped`
 */
export const confirmReceiptWorkflow = createWorkflow("confirm-mall-receipt", (input: ReceiptInput) => {
  const received = writeReceiptStep(input);
  when("received-just-now", { received }, ({ received }) => received !== null).then(() => {
    emitEventStep({
      eventName: ORDER_RECEIVED,
      data: transform({ received }, ({ received }) => received ?? {}),
    });
  });
  return new WorkflowResponse(received);
});
