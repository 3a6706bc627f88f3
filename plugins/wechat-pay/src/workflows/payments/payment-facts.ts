import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils";
import { fenFromYuan } from "../../domain/fen";
import { readSessionData } from "../../domain/session-data";
import type { SettlementFacts } from "../../domain/settlement";

/** Every configured instance of the provider has an id that starts so. */
export const PROVIDER_ID_PREFIX = "pp_wechat-pay_";

/** Decides paid, expired and cancelled for one payment session; shared with every plugin that decides one of them. */
export function paymentLockKey(paymentSessionId: string): string {
  return `order-payment:${paymentSessionId}`;
}

/** A payment session with everything that settling it depends on. Read it under the session's lock. */
export interface PaymentFacts extends SettlementFacts {
  readonly payment_session_id: string;
  readonly payment_collection_id: string;
  readonly provider_id: string;
  /** What the session asks for, in yuan as Medusa holds it. */
  readonly amount: BigNumberInput;
  readonly amount_fen: bigint;
  /** The number and app the session uses now; its earlier numbers were closed at WeChat. */
  readonly out_trade_no: string | undefined;
  readonly app_id: string | undefined;
  /** WeChat closed its order for good: nothing can be paid any more. */
  readonly closed: boolean;
  readonly order_id: string | undefined;
  readonly payment_id: string | undefined;
  /** What was captured and has not gone back. */
  readonly kept_fen: bigint;
  /** All the money is captured, but Medusa did not get to say so. */
  readonly capture_unmarked: boolean;
}

interface SessionRow {
  id: string;
  provider_id: string;
  amount: BigNumberInput;
  data: unknown;
  payment_collection_id: string;
  payment?: {
    id: string;
    captured_at?: Date | string | null;
    captures?: { id: string; amount: BigNumberInput }[] | null;
    refunds?: { id: string; amount: BigNumberInput }[] | null;
  } | null;
}

const SESSION_FIELDS = [
  "id",
  "provider_id",
  "amount",
  "data",
  "payment_collection_id",
  "payment.id",
  "payment.captured_at",
  "payment.captures.id",
  "payment.captures.amount",
  "payment.refunds.id",
  "payment.refunds.amount",
];

/** Reads the facts of a session; undefined when there is no such session or it is another provider's. */
export async function readPaymentFacts(
  container: MedusaContainer,
  paymentSessionId: string,
): Promise<PaymentFacts | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "payment_session",
    fields: SESSION_FIELDS,
    filters: { id: paymentSessionId },
  });
  const session = (data as unknown as SessionRow[])[0];
  if (!session?.provider_id.startsWith(PROVIDER_ID_PREFIX)) {
    return undefined;
  }
  const sessionData = readSessionData(session.data);
  const order = await orderOfCollection(container, session.payment_collection_id);
  const amountFen = fenOf(session.amount);
  const captures = session.payment?.captures ?? [];
  const capturedFen = sumOfFen(captures);
  const refundedFen = sumOfFen(session.payment?.refunds ?? []);
  return {
    payment_session_id: session.id,
    payment_collection_id: session.payment_collection_id,
    provider_id: session.provider_id,
    amount: session.amount,
    amount_fen: amountFen,
    out_trade_no: sessionData?.out_trade_no,
    app_id: sessionData?.app_id,
    closed: sessionData?.closed_at !== undefined,
    order_id: order?.id,
    payment_id: session.payment?.id,
    order: order ? (order.status === "canceled" ? "canceled" : "open") : "none",
    capture: await captureState(container, session, order?.id),
    refunded: captures.length > 0 && refundedFen >= capturedFen,
    kept_fen: capturedFen - refundedFen,
    capture_unmarked: captures.length > 0 && capturedFen >= amountFen && !session.payment?.captured_at,
  };
}

const sumOfFen = (amounts: readonly { readonly amount: BigNumberInput }[]): bigint =>
  amounts.reduce((sum, { amount }) => sum + fenOf(amount), 0n);

/** The order that a payment collection pays for; undefined when it never became one. */
export async function orderOfCollection(
  container: MedusaContainer,
  paymentCollectionId: string,
): Promise<{ id: string; status: string } | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order.id", "order.status"],
    filters: { payment_collection_id: paymentCollectionId },
  });
  return (data as unknown as { order?: { id: string; status: string } }[])[0]?.order;
}

/** A capture is complete when it is marked on the payment and booked on the order. */
async function captureState(
  container: MedusaContainer,
  session: SessionRow,
  orderId: string | undefined,
): Promise<SettlementFacts["capture"]> {
  const captures = session.payment?.captures ?? [];
  if (captures.length === 0) {
    return "none";
  }
  if (!session.payment?.captured_at) {
    return "broken";
  }
  if (!orderId) {
    return "complete";
  }
  const booked = await container
    .resolve(Modules.ORDER)
    .listOrderTransactions({ order_id: orderId, reference: "capture" }, { select: ["reference_id"] });
  const references = new Set(booked.map((transaction) => transaction.reference_id));
  return captures.every((capture) => references.has(capture.id)) ? "complete" : "broken";
}

/**
 * Medusa's yuan as fen; its reckoning noise, below a millionth of a fen, was never meant.
 * @throws FractionOfFenError
 */
export function fenOf(amount: BigNumberInput): bigint {
  return fenFromYuan(MathBN.convert(amount).decimalPlaces(8).toFixed());
}
