import type { MedusaContainer } from "@medusajs/framework/types";
import { paymentSessionIdOf } from "../../domain/numbers";
import { type PaymentCursor, type PaymentSearch, writeCursor } from "../../domain/payment-listing";
import { wechatPayOf } from "../wechat-pay-module";
import { ordersOfSessions, sessionsOfOrders } from "./order-of-session";
import { shown } from "./payment-history";

/** Lists payments with their numbers at WeChat, latest presented first. */
export async function listPayments(
  container: MedusaContainer,
  wanted: {
    readonly search?: PaymentSearch;
    readonly state?: string;
    readonly after?: PaymentCursor;
    readonly limit: number;
  },
) {
  const { search, state, after, limit } = wanted;
  const found = await wechatPayOf(container).payments.list({
    ...(state ? { state } : {}),
    ...(after ? { after } : {}),
    ...(search ? { payment_session_ids: await sessionsFor(container, search) } : {}),
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  const orders = await ordersOfSessions(
    container,
    page.map(({ payment_session_id }) => payment_session_id),
  );
  const last = page.at(-1);
  return {
    payments: page.map((payment) => shown(payment, orders.get(payment.payment_session_id))),
    ...(found.length > limit && last
      ? {
          next_cursor: writeCursor({
            presented_at: new Date(last.presented_at).toISOString(),
            out_trade_no: last.out_trade_no,
          }),
        }
      : {}),
  };
}

async function sessionsFor(container: MedusaContainer, search: PaymentSearch): Promise<string[]> {
  const { display_id, order_id, payment_session_id, refund_id, wechat_number } = search;
  const service = wechatPayOf(container);
  const sessions = payment_session_id ? [payment_session_id] : [];
  if (display_id !== undefined) {
    sessions.push(...(await sessionsOfOrders(container, { display_id })));
  }
  if (order_id) {
    sessions.push(...(await sessionsOfOrders(container, { id: order_id })));
  }
  if (wechat_number) {
    sessions.push(...(await service.payments.sessionsOfTransaction(wechat_number)));
  }
  if (refund_id || wechat_number) {
    const filters = refund_id ? { refund_id } : { wechat_refund_id: wechat_number };
    const refunds = await service.listWechatRefunds(filters, { take: 10, select: ["out_trade_no"] });
    sessions.push(...refunds.flatMap(({ out_trade_no }) => paymentSessionIdOf(out_trade_no) ?? []));
  }
  return [...new Set(sessions)];
}
