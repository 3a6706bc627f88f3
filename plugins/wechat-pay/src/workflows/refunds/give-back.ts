import type { BigNumberInput, CreateRefundDTO, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules, PaymentEvents } from "@medusajs/framework/utils";
import { bookOrderIfPossible } from "../payments/book-order";
import { recordRefundById } from "./follow-refund";

/** A refund of one payment. */
export interface GivenBack {
  readonly payment_id: string;
  /** In yuan; absent: all that the payment is about. */
  readonly amount?: BigNumberInput | undefined;
  readonly note?: string | undefined;
  readonly created_by?: string | undefined;
  readonly refund_reason_id?: string | undefined;
}

/**
 * Gives money back through the payment's provider and books it on the order. Call it under `whileOrderMoneyLocked`, when
 * the order has no open change; tell of it afterwards with {@link tellOfRefund}.
 *
 * It stands in for Medusa's own workflow, which can still fail, and says so, when the money has gone: here nothing that
 * comes after the provider's word is an error, and the reconciliation books what could not be booked.
 * @throws {MedusaError} when the provider did not take it: then no money moved
 */
export async function giveBack(
  container: MedusaContainer,
  orderId: string,
  wanted: GivenBack,
): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT);
  const before = await payments.listRefunds({ payment_id: wanted.payment_id }, { select: ["id"] });
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  await payments.refundPayment(given as unknown as CreateRefundDTO);
  try {
    const known = new Set(before.map(({ id }) => id));
    const now = await payments.listRefunds({ payment_id: wanted.payment_id }, { select: ["id"] });
    const made = now.map(({ id }) => id).filter((id) => !known.has(id));
    for (const id of made) {
      await recordRefundById(container, id);
    }
    await bookOrderIfPossible(container, orderId, made);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown";
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`WeChat Pay: a refund of payment ${wanted.payment_id} is not written down yet: ${reason}`);
  }
}

/** Tells every subscriber that a payment was refunded, as Medusa's own workflow does. */
export async function tellOfRefund(container: MedusaContainer, paymentId: string): Promise<void> {
  await container.resolve(Modules.EVENT_BUS).emit({ name: PaymentEvents.REFUNDED, data: { id: paymentId } });
}
