import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { fenOf, majorUnitsOf } from "../../domain/money";
import { orderState } from "../../domain/order-state";
import { readOrderAtHand } from "../reads/payable-order";

/**
 * Lets the payment session of an unpaid order ask for what the order costs now: what was shown to the shopper before is
 * closed at the provider, so that nobody pays the old amount. The lock of the order must be held.
 * @returns whether the amount was another one before
 * @throws whatever the provider says, `payment_received` when the old amount was paid meanwhile
 */
export const repriceSessionStep = createStep(
  "reprice-payment-session",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { row, facts, session } = await readOrderAtHand(container, order_id);
    const isOpen = orderState(facts) === "to_pay" && !row.closed_at && session && !session.data?.closed_at;
    if (!isOpen || fenOf(session.amount) === facts.total_fen) return new StepResponse(false);
    await container.resolve(Modules.PAYMENT).updatePaymentSession({
      id: session.id,
      amount: Number(majorUnitsOf(facts.total_fen)),
      currency_code: session.currency_code,
      data: { ...session.data },
    });
    return new StepResponse(true);
  },
);
