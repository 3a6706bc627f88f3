import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows";
import { FractionOfFenError } from "../../domain/fen";
import { repeatedRefund } from "../../domain/order-bookings";
import { findOpenChange, type OpenChange, whileOrderMoneyLocked } from "../payments/order-money";
import { fenOf, PROVIDER_ID_PREFIX } from "../payments/payment-facts";
import { orderOfPayment } from "./book-refund";
import { type GivenBack, giveBack, tellOfRefund } from "./give-back";

/** What a merchant asks for, and when the request came in. */
export interface WantedRefund extends Omit<GivenBack, "amount"> {
  readonly amount?: number | undefined;
  readonly arrived_at: Date;
}

export type RefundOutcome =
  | { readonly kind: "refunded" }
  /** The order has a change that was begun and not ended; Medusa could not book the refund on it. */
  | { readonly kind: "change_open"; readonly change: OpenChange }
  /** The same was asked for, and done, a moment ago. */
  | { readonly kind: "repeated" };

interface StoredPayment {
  readonly id: string;
  readonly provider_id: string;
  readonly amount: BigNumberInput;
  readonly refunds?:
    | readonly {
        amount: BigNumberInput;
        created_at: string | Date;
        created_by: string | null;
        note: string | null;
        refund_reason_id: string | null;
      }[]
    | null;
}

/**
 * Refunds a payment as a merchant asks for it. One at a time moves an order's money; what cannot be booked on the order
 * is refused before the provider is asked.
 * @throws {MedusaError} as Medusa's own workflow: unknown payment or reason, more than was captured, the provider's
 *   refusal; then no money moved
 * @throws {OrderBusyError} likewise
 */
export async function refundPayment(
  container: MedusaContainer,
  wanted: WantedRefund,
): Promise<RefundOutcome> {
  const { arrived_at, ...refund } = wanted;
  ensureWholeFen(wanted.amount);
  const orderId = await orderOfPayment(container, wanted.payment_id);
  if (!orderId) {
    return await refundAsMedusa(container, refund);
  }
  const outcome = await whileOrderMoneyLocked(container, orderId, async (): Promise<RefundOutcome> => {
    const change = await findOpenChange(container, orderId);
    if (change) {
      return { kind: "change_open", change };
    }
    const payment = await readPayment(container, wanted.payment_id);
    if (isRepeated(payment, wanted)) {
      return { kind: "repeated" };
    }
    if (!payment.provider_id.startsWith(PROVIDER_ID_PREFIX)) {
      return await refundAsMedusa(container, refund);
    }
    await ensureReasonExists(container, refund.refund_reason_id);
    await giveBack(container, orderId, refund);
    return { kind: "refunded" };
  });
  if (outcome.kind === "refunded") {
    await tellOfRefund(container, wanted.payment_id);
  }
  return outcome;
}

async function refundAsMedusa(container: MedusaContainer, refund: GivenBack): Promise<RefundOutcome> {
  const given = Object.fromEntries(Object.entries(refund).filter(([, value]) => value !== undefined));
  await refundPaymentWorkflow(container).run({ input: { ...given, payment_id: refund.payment_id } });
  return { kind: "refunded" };
}

async function readPayment(container: MedusaContainer, id: string): Promise<StoredPayment> {
  const payment = await container.resolve(Modules.PAYMENT).retrievePayment(id, { relations: ["refunds"] });
  return payment as unknown as StoredPayment;
}

function isRepeated(payment: StoredPayment, wanted: WantedRefund): boolean {
  const terms = {
    amount_fen: fenOf(wanted.amount ?? payment.amount),
    created_by: wanted.created_by ?? null,
    note: wanted.note ?? null,
    refund_reason_id: wanted.refund_reason_id ?? null,
  };
  const earlier = (payment.refunds ?? []).map((refund) => ({
    ...refund,
    amount_fen: fenOf(refund.amount),
    created_at: new Date(refund.created_at),
  }));
  return repeatedRefund(terms, wanted.arrived_at, earlier) !== undefined;
}

/** @throws {MedusaError} `amount_not_whole_fen` */
function ensureWholeFen(amount: number | undefined): void {
  try {
    fenOf(amount ?? 0);
  } catch (error) {
    if (error instanceof FractionOfFenError) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "金额必须精确到分", "amount_not_whole_fen");
    }
    throw error;
  }
}

/** A reason that was deleted meanwhile would fail in the database, as a fault of the server's. */
async function ensureReasonExists(container: MedusaContainer, id: string | undefined): Promise<void> {
  if (id === undefined) {
    return;
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "refund_reason", fields: ["id"], filters: { id } });
  if (data.length === 0) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "没有这个退款原因", "refund_reason_unknown");
  }
}
