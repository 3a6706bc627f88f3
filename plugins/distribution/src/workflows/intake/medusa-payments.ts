import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { goodsPartOf, type RefundReason } from "../../domain/intake/refund-allocation";
import type { MoneyKind } from "../../modules/distribution/intake/intake-store";
import { fenOf } from "./medusa-amounts";

/** A capture or refund as Medusa has it, in whole fen. */
export interface MedusaMoney {
  kind: MoneyKind;
  id: string;
  payment_collection_id: string;
  amount_fen: bigint;
  goods_fen: bigint;
  created_at: Date;
  /** Whether the payment says that the capture is through; a refund says it by its order's transaction instead. */
  payment_captured: boolean;
  /** What was written on a refund; an after-sale case knows its own by it. */
  note: string | null;
}

/** Which captures or refunds to read: those of one payment, or those created since a moment. */
export interface MoneyFilter {
  payment_id?: string;
  since?: Date;
}

interface PaymentPart {
  payment_collection_id: string;
  captured_at: Date | string | null;
}

interface MoneyRow {
  id: string;
  amount: BigNumberInput;
  raw_amount?: BigNumberInput;
  created_at: Date | string;
  payment: PaymentPart;
  refund_reason?: RefundReason | null;
  note?: string | null;
}

/** Reads a page of captures or refunds, oldest first. */
export async function readMoney(
  container: MedusaContainer,
  kind: MoneyKind,
  filter: MoneyFilter,
  page: { skip: number; take: number },
): Promise<MedusaMoney[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const whys = kind === "refund" ? ["note", "refund_reason.code", "refund_reason.label"] : [];
  const { data } = await query.graph({
    entity: kind,
    fields: [
      "id",
      "amount",
      "raw_amount",
      "created_at",
      "payment.payment_collection_id",
      "payment.captured_at",
      ...whys,
    ],
    filters: {
      ...(filter.payment_id ? { payment_id: filter.payment_id } : {}),
      ...(filter.since ? { created_at: { $gte: filter.since } } : {}),
    },
    pagination: { ...page, order: { created_at: "ASC", id: "ASC" } },
  });
  return (data as unknown as MoneyRow[]).map((row) => moneyOf(kind, row));
}

function moneyOf(kind: MoneyKind, row: MoneyRow): MedusaMoney {
  const amount_fen = fenOf(row.raw_amount ?? row.amount);
  return {
    kind,
    id: row.id,
    payment_collection_id: row.payment.payment_collection_id,
    amount_fen,
    goods_fen: kind === "refund" ? goodsPartOf(amount_fen, row.refund_reason ?? null) : 0n,
    created_at: new Date(row.created_at),
    payment_captured: row.payment.captured_at !== null,
    note: row.note ?? null,
  };
}

/** The orders that payment collections pay for. */
export async function readOrderIds(
  container: MedusaContainer,
  payment_collection_ids: readonly string[],
): Promise<Map<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order_id", "payment_collection_id"],
    filters: { payment_collection_id: [...payment_collection_ids] },
  });
  return new Map(data.map(({ order_id, payment_collection_id }) => [payment_collection_id, order_id]));
}

/** Which refunds their orders have booked: Medusa removes a refund again when the provider fails it, and books after. */
export async function readBookedRefunds(
  container: MedusaContainer,
  order_ids: readonly string[],
): Promise<Set<string>> {
  if (order_ids.length === 0) return new Set();
  const orders = container.resolve(Modules.ORDER);
  const transactions = await orders.listOrderTransactions(
    { order_id: [...order_ids], reference: "refund" },
    { select: ["reference_id"] },
  );
  return new Set(transactions.map(({ reference_id }) => reference_id));
}
