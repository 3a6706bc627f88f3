import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { refundNoteOf } from "../../domain/after-sale-refund";
import { fenOf, type MedusaAmount, sumOfFen } from "../../domain/money";
import { MALL_MODULE } from "../../modules/mall";
import type { MallModuleService } from "../../modules/mall/service";

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

/** How far a refund has come: on its way, stuck until the merchant acts, or arrived. */
export type RefundState = "processing" | "needs_attention" | "succeeded";

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
  const fen = (rows: { amount: MedusaAmount }[]) => sumOfFen(rows.map(({ amount }) => fenOf(amount)));
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

/** How far a booked refund has come, by the payment provider's own record where the shop names one. */
export async function readRefundState(container: MedusaContainer, refund_id: string): Promise<RefundState> {
  const { refund_records } = container.resolve<MallModuleService>(MALL_MODULE).settings;
  if (!refund_records) return "succeeded";
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: refund_records,
    fields: ["refund_id", "progress"],
    filters: { refund_id },
  });
  const [record] = data as unknown as { progress: string }[];
  if (record?.progress === "succeeded" || record?.progress === "needs_attention") return record.progress;
  return "processing";
}
