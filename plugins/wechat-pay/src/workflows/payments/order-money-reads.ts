import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { BookedTransaction, CreditLine } from "../../domain/order-bookings";
import { fenOf, PROVIDER_ID_PREFIX } from "./payment-facts";

/** A capture or a refund as Medusa keeps it. */
export interface StoredMovement {
  readonly id: string;
  readonly amount: BigNumberInput;
  readonly created_at: string | Date;
}

export interface StoredPayment {
  readonly id: string;
  readonly provider_id: string;
  readonly captures: readonly StoredMovement[];
  readonly refunds: readonly StoredMovement[];
}

export interface StoredCollection {
  readonly id: string;
  readonly currency_code: string;
  readonly amount: BigNumberInput;
  readonly status: string;
  readonly captured_amount: BigNumberInput | null;
  readonly refunded_amount: BigNumberInput | null;
  readonly payments: readonly StoredPayment[];
}

/** An order with everything that moved its money and everything that says so. */
export interface OrderMoney {
  readonly order_id: string;
  readonly status: string;
  readonly currency_code: string;
  readonly collections: readonly StoredCollection[];
  readonly payments: readonly StoredPayment[];
  /** Also those that were deleted. */
  readonly transactions: readonly BookedTransaction[];
  readonly credit_lines: readonly CreditLine[];
  /** Whether a refund goes through this plugin's provider. */
  readonly isOurs: (refundId: string) => boolean;
}

/** What Medusa keeps on every row and does not list in its types. */
interface Deletable {
  readonly deleted_at?: string | Date | null;
}

interface StoredOrder {
  readonly id: string;
  readonly status: string;
  readonly currency_code: string;
  readonly credit_lines?: readonly { reference_id: string | null; created_at: string | Date }[] | null;
  readonly payment_collections?: readonly (Omit<StoredCollection, "payments"> & {
    readonly payments?:
      | readonly (Omit<StoredPayment, "captures" | "refunds"> & {
          readonly captures?: readonly StoredMovement[] | null;
          readonly refunds?: readonly StoredMovement[] | null;
        })[]
      | null;
  })[];
}

const FIELDS = [
  "id",
  "status",
  "currency_code",
  "credit_lines.reference_id",
  "credit_lines.created_at",
  "payment_collections.id",
  "payment_collections.currency_code",
  "payment_collections.amount",
  "payment_collections.status",
  "payment_collections.captured_amount",
  "payment_collections.refunded_amount",
  "payment_collections.payments.id",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.captures.id",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.captures.created_at",
  "payment_collections.payments.refunds.id",
  "payment_collections.payments.refunds.amount",
  "payment_collections.payments.refunds.created_at",
];

const byAge = (one: StoredMovement, other: StoredMovement) =>
  new Date(one.created_at).getTime() - new Date(other.created_at).getTime();

/** Reads an order's money; undefined when there is no such order. */
export async function readOrderMoney(
  container: MedusaContainer,
  orderId: string,
): Promise<OrderMoney | undefined> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: FIELDS, filters: { id: orderId } });
  const [order] = data as unknown as StoredOrder[];
  if (!order) {
    return undefined;
  }
  const collections = (order.payment_collections ?? []).map((collection) => ({
    ...collection,
    payments: (collection.payments ?? []).map((payment) => ({
      ...payment,
      captures: [...(payment.captures ?? [])].sort(byAge),
      refunds: [...(payment.refunds ?? [])].sort(byAge),
    })),
  }));
  const payments = collections.flatMap((collection) => collection.payments);
  const ours = payments.filter(({ provider_id }) => provider_id.startsWith(PROVIDER_ID_PREFIX));
  const refunds = new Set(ours.flatMap((payment) => payment.refunds.map(({ id }) => id)));
  return {
    order_id: order.id,
    status: order.status,
    currency_code: order.currency_code,
    collections,
    payments,
    transactions: await readTransactions(container, orderId),
    credit_lines: (order.credit_lines ?? []).map((line) => ({
      ...line,
      created_at: new Date(line.created_at),
    })),
    isOurs: (refundId) => refunds.has(refundId),
  };
}

async function readTransactions(container: MedusaContainer, order_id: string): Promise<BookedTransaction[]> {
  const rows = await container
    .resolve(Modules.ORDER)
    .listOrderTransactions({ order_id }, { withDeleted: true, order: { created_at: "ASC" } });
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference ?? null,
    reference_id: row.reference_id ?? null,
    amount_fen: fenOf(row.amount),
    is_deleted: Boolean((row as Deletable).deleted_at),
  }));
}
