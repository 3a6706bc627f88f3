import type { MedusaContainer } from "@medusajs/framework/types";
import { retryDelayMs } from "../../domain/settlement";
import { recordRefundsOfPayment } from "../refunds/follow-refund";
import { wechatPayOf } from "../wechat-pay-module";
import { bookOrder } from "./book-order";
import { askAboutTrade } from "./open-trades";
import { whileOrderMoneyLocked } from "./order-money";
import { type PaymentFacts, readPaymentFacts } from "./payment-facts";

/** A check that is due, as it was read. */
export interface DueCheck {
  readonly id: string;
  readonly payment_session_id: string;
  readonly check_at: Date;
  readonly tries: number;
}

/**
 * Compares the figures of a session's order with its captures and refunds, and makes them agree; the check ends when
 * they do. What a server left half done when it ended is gone on with.
 * @throws when it cannot be done now; the check comes again, with growing pauses
 */
export async function checkBooking(container: MedusaContainer, check: DueCheck): Promise<void> {
  const service = wechatPayOf(container);
  const tries = check.tries + 1;
  const again = { id: check.id, tries, check_at: new Date(Date.now() + retryDelayMs(tries)) };
  try {
    if (await isTrue(container, check.payment_session_id)) {
      await service.endBookingCheck(check.id, new Date(check.check_at));
      return;
    }
    await service.updateWechatBookingChecks({ ...again, last_error: null });
  } catch (error) {
    const last_error = error instanceof Error ? error.message : "unknown";
    await service.updateWechatBookingChecks({ ...again, last_error });
    throw error;
  }
}

async function isTrue(container: MedusaContainer, paymentSessionId: string): Promise<boolean> {
  const before = await readPaymentFacts(container, paymentSessionId);
  if (before && isUnsettled(before)) {
    await askAboutTrade(container, paymentSessionId);
  }
  const facts = before && (await readPaymentFacts(container, paymentSessionId));
  const { order_id, payment_id } = facts ?? {};
  if (!facts || !order_id) {
    return true;
  }
  if (payment_id) {
    await recordRefundsOfPayment(container, payment_id);
  }
  const isBooked = await whileOrderMoneyLocked(container, order_id, () => bookOrder(container, order_id));
  return isBooked && !isUnsettled(facts);
}

/** Money that came in is not booked, or a cancelled order kept some of it. */
function isUnsettled({ order, capture, refunded }: PaymentFacts): boolean {
  return capture === "broken" || (order === "canceled" && capture === "complete" && !refunded);
}
