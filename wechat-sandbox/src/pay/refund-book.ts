import { randomInt } from "node:crypto";
import type { Order, Refund, RefundStatus, SandboxState } from "../state/state.js";
import { type OrderBook, parametersDigest } from "./order-book.js";
import { invalidRequest, PayRefusal } from "./pay-refusal.js";
import type { RefundRequest } from "./request-shapes.js";
import { beijingDay, beijingTime } from "./wechat-time.js";

const YEAR_MS = 365 * 86_400_000;
const MAXIMUM_PARTS = 50;

/** The refunds of this WeChat; synchronous like the order book, so a sum is never checked against a stale one. */
export class RefundBook {
  constructor(
    private readonly state: SandboxState,
    private readonly orders: OrderBook,
  ) {}

  /**
   * Accepts a refund (PROCESSING), or answers the same request again with what became of it.
   * @param settlesAs the final status a refund of this order will reach; asked once.
   * @throws PayRefusal as WeChat would.
   */
  request(
    request: RefundRequest,
    now: number,
    settlesAs: (order: Order) => Exclude<RefundStatus, "PROCESSING">,
  ): { refund: Refund; isNew: boolean } {
    const order = this.orderOf(request);
    const parameters = parametersDigest(request);
    const existing = this.find(request.out_refund_no);
    if (existing !== undefined) {
      if (existing.parameters !== parameters)
        throw invalidRequest("退款单号已存在，且与之前请求的参数不一致");
      return { refund: existing, isNew: false };
    }
    this.checkMoney(order, request, now);
    const refund: Refund = {
      out_refund_no: request.out_refund_no,
      refund_id: `50300${beijingDay(now)}${randomInt(1_000_000_000).toString().padStart(15, "0")}`,
      out_trade_no: order.out_trade_no,
      transaction_id: order.transaction_id,
      refund: request.amount.refund,
      total: order.total,
      ...(request.reason === undefined ? {} : { reason: request.reason }),
      ...(request.notify_url === undefined ? {} : { notify_url: request.notify_url }),
      parameters,
      status: "PROCESSING",
      created_at: now,
      settles_at: now + this.state.settings.refund_settle_ms,
      settles_as: settlesAs(order),
    };
    this.state.refunds[refund.out_refund_no] = refund;
    order.trade_state = "REFUND";
    return { refund, isNew: true };
  }

  private orderOf(request: RefundRequest): Order {
    const order =
      request.transaction_id === undefined
        ? this.orders.byOutTradeNo(request.out_trade_no ?? "")
        : this.orders.byTransactionId(request.transaction_id);
    if (order.success_at === undefined) throw invalidRequest("订单未支付，不能退款");
    return order;
  }

  private checkMoney(order: Order, request: RefundRequest, now: number): void {
    if (request.amount.total !== order.total) throw invalidRequest("订单金额与原订单不一致");
    if (now - (order.success_at ?? now) > YEAR_MS) throw invalidRequest("订单已超过一年，不能退款");
    const earlier = this.ofOrder(order.out_trade_no).filter((refund) => refund.status !== "CLOSED");
    if (earlier.length >= MAXIMUM_PARTS) throw invalidRequest("部分退款次数超过50次");
    const refunded = earlier.reduce((sum, refund) => sum + refund.refund, 0);
    if (refunded + request.amount.refund > order.total) throw invalidRequest("申请退款金额超过可退金额");
  }

  /** All refunds of an order, oldest first. */
  ofOrder(out_trade_no: string): Refund[] {
    return Object.values(this.state.refunds).filter((refund) => refund.out_trade_no === out_trade_no);
  }

  private find(out_refund_no: string): Refund | undefined {
    return Object.hasOwn(this.state.refunds, out_refund_no) ? this.state.refunds[out_refund_no] : undefined;
  }

  /** @throws PayRefusal 404 RESOURCE_NOT_EXISTS */
  byOutRefundNo(out_refund_no: string): Refund {
    const refund = this.find(out_refund_no);
    if (refund === undefined) throw new PayRefusal(404, "RESOURCE_NOT_EXISTS", "退款单不存在");
    return refund;
  }

  /** Brings a PROCESSING refund to its end. False when it had already got there. */
  settle(refund: Refund, status: Exclude<RefundStatus, "PROCESSING">, now: number): boolean {
    if (refund.status !== "PROCESSING") return false;
    refund.status = status;
    if (status === "SUCCESS") refund.success_at = now;
    return true;
  }
}

/** A refund as the API answers it. */
export function refundView(refund: Refund): Record<string, unknown> {
  return {
    refund_id: refund.refund_id,
    out_refund_no: refund.out_refund_no,
    transaction_id: refund.transaction_id,
    out_trade_no: refund.out_trade_no,
    channel: "ORIGINAL",
    user_received_account: "支付用户零钱",
    ...(refund.success_at === undefined ? {} : { success_time: beijingTime(refund.success_at) }),
    create_time: beijingTime(refund.created_at),
    status: refund.status,
    funds_account: "AVAILABLE",
    amount: refundAmount(refund),
  };
}

function refundAmount(refund: Refund): Record<string, unknown> {
  return {
    total: refund.total,
    refund: refund.refund,
    payer_total: refund.total,
    payer_refund: refund.refund,
    settlement_refund: refund.refund,
    settlement_total: refund.total,
    discount_refund: 0,
    currency: "CNY",
  };
}

/** A refund as its notification tells it: the status is called `refund_status` there. */
export function refundNotice(refund: Refund, mchid: string): Record<string, unknown> {
  return {
    mchid,
    transaction_id: refund.transaction_id,
    out_trade_no: refund.out_trade_no,
    refund_id: refund.refund_id,
    out_refund_no: refund.out_refund_no,
    refund_status: refund.status,
    ...(refund.success_at === undefined ? {} : { success_time: beijingTime(refund.success_at) }),
    user_received_account: "支付用户零钱",
    amount: {
      total: refund.total,
      refund: refund.refund,
      payer_total: refund.total,
      payer_refund: refund.refund,
    },
  };
}
