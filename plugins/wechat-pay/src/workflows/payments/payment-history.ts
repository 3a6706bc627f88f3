import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { outRefundNoOf, strayRefundNoOf } from "../../domain/numbers";
import { actionFor } from "../../domain/refund";
import { readSessionData } from "../../domain/session-data";
import { type TimelineEntry, timelineOf } from "../../domain/timeline";
import type { PaymentEventRow, PaymentRow } from "../../modules/wechat-pay/storage/payment-journal";
import { wechatPayOf } from "../wechat-pay-module";
import { type OrderName, ordersOfSessions } from "./order-of-session";
import { fenOf } from "./payment-facts";

/** Far more calls than a payment of a week can need. */
const EVENT_LIMIT = 1000;

/** Everything known about one order number: where it stands, its order, its refunds, and how it came there. */
export async function readPaymentHistory(container: MedusaContainer, outTradeNo: string) {
  const service = wechatPayOf(container);
  const payment = await service.payments.find(outTradeNo);
  if (!payment) {
    return undefined;
  }
  const [refunds, [stray], booked, orders, siblings] = await Promise.all([
    service.listWechatRefunds({ out_trade_no: outTradeNo }, { order: { requested_at: "ASC" } }),
    service.listWechatStrayPayments({ out_trade_no: outTradeNo }, { take: 1 }),
    bookedEntries(container, payment),
    ordersOfSessions(container, [payment.payment_session_id]),
    service.payments.list({ payment_session_ids: [payment.payment_session_id], limit: 100 }),
  ]);
  const refundNumbers = [
    ...refunds.flatMap(({ refund_id, refund_attempt }) =>
      attemptsOf(refund_attempt, (n) => outRefundNoOf(refund_id, n)),
    ),
    ...(stray ? attemptsOf(stray.refund_attempt, (n) => strayRefundNoOf(stray.out_trade_no, n)) : []),
  ];
  const events = await service.payments.events(outTradeNo, refundNumbers, EVENT_LIMIT);
  return {
    payment: shown(payment, orders.get(payment.payment_session_id)),
    other_numbers: siblings.map(({ out_trade_no }) => out_trade_no).filter((number) => number !== outTradeNo),
    refunds: refunds.map((refund) => ({
      ...refund,
      action: actionFor(refund.progress, refund.refund_state) ?? null,
    })),
    stray_payment: stray ?? null,
    timeline: timelineOf([
      ...events.map(entryOfCall),
      ...(await notifiedEntries(container, outTradeNo)),
      ...booked,
      ...(stray ? [{ kind: "stray", at: new Date(stray.created_at), amount_fen: stray.amount_fen }] : []),
    ]),
  };
}

/** A payment as the merchant's lists show it. */
export function shown(payment: PaymentRow, order: OrderName | undefined) {
  return { ...payment, order: order ?? null };
}

function attemptsOf(last: number, numberOf: (attempt: number) => string | undefined): string[] {
  return Array.from({ length: last }, (_, index) => numberOf(index + 1)).filter(
    (number) => number !== undefined,
  );
}

function entryOfCall(event: PaymentEventRow): TimelineEntry {
  const { kind, happened_at, outcome, state, code, request_id, amount_fen, out_refund_no } = event;
  return {
    kind,
    at: new Date(happened_at),
    outcome,
    ...(state ? { state } : {}),
    ...(code ? { code } : {}),
    ...(request_id ? { request_id } : {}),
    ...(amount_fen ? { amount_fen } : {}),
    ...(out_refund_no ? { out_refund_no } : {}),
  };
}

async function notifiedEntries(container: MedusaContainer, outTradeNo: string): Promise<TimelineEntry[]> {
  const notifications = await wechatPayOf(container).listWechatNotifications(
    { out_trade_no: outTradeNo },
    { take: 100, order: { created_at: "ASC" } },
  );
  return notifications.map(({ created_at, event_type, outcome, rejection_reason, state }) => ({
    kind: "notified",
    at: new Date(created_at),
    state: event_type,
    outcome: rejection_reason ?? outcome ?? state,
  }));
}

interface BookedRow {
  data: unknown;
  captures?: { amount: BigNumberInput; created_at: string | Date }[] | null;
  refunds?: { amount: BigNumberInput; created_at: string | Date }[] | null;
}

/** What Medusa booked; a capture belongs to the number that the session ended with. */
async function bookedEntries(container: MedusaContainer, payment: PaymentRow): Promise<TimelineEntry[]> {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment",
    fields: ["data", "captures.amount", "captures.created_at", "refunds.amount", "refunds.created_at"],
    filters: { payment_session_id: payment.payment_session_id },
  });
  const rows = (data as unknown as BookedRow[]).filter(
    (row) => readSessionData(row.data)?.out_trade_no === payment.out_trade_no,
  );
  const entry = (kind: string) => (row: { amount: BigNumberInput; created_at: string | Date }) => ({
    kind,
    at: new Date(row.created_at),
    amount_fen: fenOf(row.amount).toString(),
  });
  return rows.flatMap(({ captures, refunds }) => [
    ...(captures ?? []).map(entry("captured")),
    ...(refunds ?? []).map(entry("refunded")),
  ]);
}
