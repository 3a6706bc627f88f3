import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MathBN, MedusaError } from "@medusajs/framework/utils";
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { cancelOrderWorkflow, cancelValidateOrder, useQueryGraphStep } from "@medusajs/medusa/core-flows";
import { giveBack, tellOfRefund } from "../refunds/give-back";
import { findOpenChange, type OpenChange, whileOrderMoneyLocked } from "./order-money";
import { PROVIDER_ID_PREFIX, paymentLockKey } from "./payment-facts";

export type CancellationOutcome =
  | { readonly kind: "canceled" }
  | { readonly kind: "change_open"; readonly change: OpenChange };

interface StoredAmount {
  readonly amount: BigNumberInput;
}

interface StoredOrder {
  readonly payment_collections?:
    | readonly {
        readonly payment_sessions?: readonly { readonly id: string }[] | null;
        readonly payments?:
          | readonly {
              readonly id: string;
              readonly provider_id: string;
              readonly captures?: readonly StoredAmount[] | null;
              readonly refunds?: readonly StoredAmount[] | null;
            }[]
          | null;
      }[]
    | null;
}

/** Medusa's own rules about which orders may be cancelled, and nothing else. */
const validateCancellationWorkflow = createWorkflow(
  "wechat-pay-validate-cancellation",
  (input: { order_id: string }) => {
    const found = useQueryGraphStep({
      entity: "order",
      fields: ["id", "status", "items.id", "fulfillments.canceled_at"],
      filters: { id: input.order_id },
      options: { throwIfKeyNotFound: true },
    });
    const order = transform({ found }, ({ found }) => found.data[0]);
    cancelValidateOrder({ order, input });
    return new WorkflowResponse(order);
  },
);

/**
 * Cancels an order as a merchant asks for it, and gives its money back first. Medusa's own workflow cancels also when
 * the provider refused, and books a refund that never was. Nothing moves while the order has an open change.
 * @throws {MedusaError} when the order may not be cancelled, or the provider did not take the refund: nothing changed
 * @throws {OrderBusyError} likewise
 */
export async function cancelOrder(
  container: MedusaContainer,
  orderId: string,
  canceledBy: string | undefined,
): Promise<CancellationOutcome> {
  const sessions = sessionsOf(await readOrder(container, orderId));
  const refunded: string[] = [];
  const work = async (): Promise<CancellationOutcome> => {
    const change = await findOpenChange(container, orderId);
    if (change) {
      return { kind: "change_open", change };
    }
    await validateCancellationWorkflow(container).run({ input: { order_id: orderId } });
    await giveAllBack(container, orderId, canceledBy, refunded);
    const by = canceledBy === undefined ? {} : { canceled_by: canceledBy };
    await cancelOrderWorkflow(container).run({ input: { order_id: orderId, ...by } });
    return { kind: "canceled" };
  };
  try {
    return await whileOrderMoneyLocked(container, orderId, work, sessions.map(paymentLockKey));
  } finally {
    for (const paymentId of refunded) {
      await tellOfRefund(container, paymentId);
    }
  }
}

/** Gives back what this plugin's payments kept. Once some money has gone, what fails is left to the reconciliation. */
async function giveAllBack(
  container: MedusaContainer,
  orderId: string,
  created_by: string | undefined,
  refunded: string[],
): Promise<void> {
  const order = await readOrder(container, orderId);
  const payments = (order?.payment_collections ?? []).flatMap((collection) => collection.payments ?? []);
  for (const payment of payments.filter(({ provider_id }) => provider_id.startsWith(PROVIDER_ID_PREFIX))) {
    const amount = MathBN.sub(sumOf(payment.captures), sumOf(payment.refunds));
    if (MathBN.lte(amount, 0)) {
      continue;
    }
    try {
      await giveBack(container, orderId, { payment_id: payment.id, amount, created_by });
      refunded.push(payment.id);
    } catch (error) {
      if (refunded.length === 0) {
        throw error;
      }
      const reason = error instanceof MedusaError ? error.message : "unknown";
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`WeChat Pay: payment ${payment.id} of a cancelled order is not refunded yet: ${reason}`);
    }
  }
}

const sumOf = (amounts: readonly StoredAmount[] | null | undefined) =>
  MathBN.sum(0, ...(amounts ?? []).map(({ amount }) => amount));

const sessionsOf = (order: StoredOrder | undefined): string[] =>
  (order?.payment_collections ?? [])
    .flatMap(({ payment_sessions }) => payment_sessions ?? [])
    .map(({ id }) => id)
    .sort();

async function readOrder(container: MedusaContainer, id: string): Promise<StoredOrder | undefined> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: [
      "id",
      "payment_collections.payment_sessions.id",
      "payment_collections.payments.id",
      "payment_collections.payments.provider_id",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
    ],
    filters: { id },
  });
  return (data as unknown as StoredOrder[])[0];
}
