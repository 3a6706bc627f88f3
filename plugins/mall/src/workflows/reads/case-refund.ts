import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { refundNoteOf } from "../../domain/after-sale-refund";
import { type MedusaAmount, nearestFenOf, sumOfFen } from "../../domain/money";

interface Booked {
  id: string;
  amount: MedusaAmount;
  note: string | null;
}

/** A payment of an order, with what is left of it. */
export interface RefundablePayment {
  id: string;
  kept_fen: bigint;
  refunds: Booked[];
}

/** The payments of an order that money can go back through. */
export async function readRefundablePayments(
  container: MedusaContainer,
  order_id: string,
): Promise<RefundablePayment[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "payment_collections.payments.id",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.id",
      "payment_collections.payments.refunds.amount",
      "payment_collections.payments.refunds.note",
    ],
    filters: { id: order_id },
  });
  const [order] = data as unknown as {
    payment_collections?: {
      payments?: { id: string; captures?: { amount: MedusaAmount }[]; refunds?: Booked[] }[];
    }[];
  }[];
  const payments = (order?.payment_collections ?? []).flatMap((collection) => collection.payments ?? []);
  const fen = (rows: { amount: MedusaAmount }[]) => sumOfFen(rows.map(({ amount }) => nearestFenOf(amount)));
  return payments.map(({ id, captures = [], refunds = [] }) => ({
    id,
    refunds,
    kept_fen: fen(captures) - fen(refunds),
  }));
}

/** The refund that Medusa has booked for a case, if it has: what makes a second one impossible. */
export async function findCaseRefund(
  container: MedusaContainer,
  { id, order_id }: { id: string; order_id: string },
): Promise<Booked | null> {
  const payments = await readRefundablePayments(container, order_id);
  const refunds = payments.flatMap((payment) => payment.refunds);
  return refunds.find(({ note }) => note === refundNoteOf(id)) ?? null;
}
