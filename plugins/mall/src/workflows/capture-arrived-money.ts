import { PaymentActions } from "@medusajs/framework/utils";
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { processPaymentWorkflow } from "@medusajs/medusa/core-flows";
import { orderState } from "../domain/order-state";
import { readOrderAtHand } from "./reads/payable-order";

interface Uncaptured {
  session_id: string;
  amount: number;
}

/** The session of an order that still waits for its money; null when there is nothing to capture, or nothing may be. */
const uncapturedSessionStep = createStep(
  "uncaptured-session",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { facts, session } = await readOrderAtHand(container, order_id);
    const waiting = orderState(facts) === "to_pay" && session && !session.data?.closed_at;
    return new StepResponse<Uncaptured | null>(
      waiting ? { session_id: session.id, amount: Number(session.amount) } : null,
    );
  },
);

/**
 * Asks the payment provider whether the money has arrived, and captures it if so. Runs inside a workflow that holds
 * the order's lock.
 */
export const captureArrivedMoneyWorkflow = createWorkflow(
  "capture-arrived-money",
  (input: { order_id: string }) => {
    const uncaptured = uncapturedSessionStep(input);
    when("money-may-have-arrived", { uncaptured }, ({ uncaptured }) => uncaptured !== null).then(() => {
      processPaymentWorkflow.runAsStep({
        input: transform({ uncaptured }, ({ uncaptured }) => ({
          action: PaymentActions.SUCCESSFUL,
          data: { session_id: uncaptured?.session_id ?? "", amount: uncaptured?.amount ?? 0 },
        })),
      });
    });
    return new WorkflowResponse(uncaptured);
  },
);
