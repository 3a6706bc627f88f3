import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { majorUnitsOf, nearestFenOf } from "../../domain/money";
import { isEmptied, isPaid } from "../../domain/order-state";
import { readOrderAtHand } from "../reads/payable-order";
import { closeAtProvider } from "./close-session";

/**
 * Lets the payment session of an unpaid order ask for what the order costs now: what was shown to the shopper before is
 * closed at the provider, so that nobody pays the old amount; closed for good when nothing is to be paid any more. The lock
 * of the order must be held.
 * @returns whether the amount was another one before
 * @throws whatever the provider says, `payment_received` when the old amount was paid meanwhile
 */
export const repriceSessionStep = createStep(
  "reprice-payment-session",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { row, facts, session } = await readOrderAtHand(container, order_id);
    const isOver = row.closed_at !== null || facts.canceled_at !== null || facts.captured_fen > 0n;
    if (isOver || !session || session.data?.closed_at) return new StepResponse(false);
    if (isPaid(facts)) return new StepResponse((await closeAtProvider(container, session)) === "closed");
    if (isEmptied(facts) || nearestFenOf(session.amount) === facts.total_fen) return new StepResponse(false);
    await container.resolve(Modules.PAYMENT).updatePaymentSession({
      id: session.id,
      amount: Number(majorUnitsOf(facts.total_fen)),
      currency_code: session.currency_code,
      data: { ...session.data },
    });
    return new StepResponse(true);
  },
);
