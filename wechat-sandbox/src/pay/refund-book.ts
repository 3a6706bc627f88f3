import { frozenOf } from "../funds/frozen-funds.js";
import type { FundLedger } from "../funds/fund-ledger.js";
import type { Order, Refund, RefundStatus, SandboxState } from "../state/state.js";
import { type OrderBook, parametersDigest } from "./order-book.js";
import { invalidRequest, PayRefusal } from "./pay-refusal.js";
import type { AbnormalRefundRequest, RefundRequest } from "./request-shapes.js";
import { wechatNumber } from "./wechat-number.js";
import { beijingTime } from "./wechat-time.js";

const YEAR_MS = 365 * 86_400_000;
const MAXIMUM_PARTS = 50;

/** The refunds of this WeChat; synchronous like the order book, so a sum is never checked against a stale one. */
export class RefundBook {
  constructor(
    private readonly state: SandboxState,
    private readonly orders: OrderBook,
    private readonly ledger: FundLedger,
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
      refund_id: wechatNumber("50300", now),
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
      fee_returned: this.feeReturned(order, request.amount.refund),
    };
    this.state.refunds[refund.out_refund_no] = refund;
    order.trade_state = "REFUND";
    this.moveMoney(refund, "退款", -1, now);
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
    const earlier = this.standing(order);
    if (earlier.length >= MAXIMUM_PARTS) throw invalidRequest("部分退款次数超过50次");
    const refunded = earlier.reduce((sum, refund) => sum + refund.refund, 0);
    if (refunded + request.amount.refund > order.total) throw invalidRequest("申请退款金额超过可退金额");
    const spendable = this.ledger.available("BASIC", now) + frozenOf(this.state, order, now);
    if (spendable + this.feeReturned(order, request.amount.refund) < request.amount.refund) {
      throw new PayRefusal(403, "NOT_ENOUGH", "基本账户余额不足，请充值后重新发起");
    }
  }

  private standing(order: Order): Refund[] {
    return this.ofOrder(order.out_trade_no).filter((refund) => refund.status !== "CLOSED");
  }

  /** The fee comes back in proportion; rounding is of the sum, so a whole refund returns the whole fee. */
  private feeReturned(order: Order, refund: number): number {
    const fee = order.fee ?? 0;
    const before = this.standing(order).reduce((sum, earlier) => sum + earlier.refund, 0);
    const upTo = (refunded: number) => Math.round((fee * refunded) / order.total);
    return upTo(before + refund) - upTo(before);
  }

  private moveMoney(refund: Refund, business_type: string, sign: 1 | -1, now: number): void {
    const shared = {
      account: "BASIC" as const,
      business_no: refund.refund_id,
      voucher_no: refund.out_refund_no,
      business_name: "退款",
      remark: refund.reason ?? "",
    };
    const fee = refund.fee_returned ?? 0;
    const feeType = sign === -1 ? "退还交易手续费" : "扣除交易手续费";
    this.ledger.move({ ...shared, business_type, amount: sign * refund.refund }, now);
    this.ledger.move({ ...shared, business_type: feeType, amount: -sign * fee }, now);
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
    if (status === "CLOSED") this.moveMoney(refund, "退款关闭", 1, now);
    return true;
  }

  /**
   * Sends an abnormal refund on by hand: to a bank card of the payer's, or back to the merchant's own account.
   * Asking again for the same is fine.
   * @returns the refund, PROCESSING again the first time.
   * @throws PayRefusal for another refund_id or a refund that is not abnormal.
   */
  sendOn(refund_id: string, request: AbnormalRefundRequest, now: number): { refund: Refund; isNew: boolean } {
    const refund = this.byOutRefundNo(request.out_refund_no);
    if (refund.refund_id !== refund_id) throw invalidRequest("商户退款单号与微信支付退款单号不匹配");
    if (refund.abnormal_to === request.type) return { refund, isNew: false };
    if (refund.status !== "ABNORMAL") throw invalidRequest("退款单状态不是退款异常，不能发起异常退款");
    refund.abnormal_to = request.type;
    refund.status = "PROCESSING";
    refund.settles_as = "SUCCESS";
    refund.settles_at = now + this.state.settings.refund_settle_ms;
    return { refund, isNew: true };
  }
}

/** A refund as the API answers it. */
export function refundView(refund: Refund): Record<string, unknown> {
  return {
    refund_id: refund.refund_id,
    out_refund_no: refund.out_refund_no,
    transaction_id: refund.transaction_id,
    out_trade_no: refund.out_trade_no,
    channel: refund.abnormal_to === undefined ? "ORIGINAL" : "OTHER_BANKCARD",
    user_received_account: receivedOn(refund),
    ...(refund.success_at === undefined ? {} : { success_time: beijingTime(refund.success_at) }),
    create_time: beijingTime(refund.created_at),
    status: refund.status,
    funds_account: "AVAILABLE",
    amount: refundAmount(refund),
  };
}

function receivedOn(refund: Refund): string {
  if (refund.abnormal_to === "MERCHANT_BANK_CARD") return "商户银行账户";
  return refund.abnormal_to === "USER_BANK_CARD" ? "用户银行卡" : "支付用户零钱";
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
    user_received_account: receivedOn(refund),
    amount: {
      total: refund.total,
      refund: refund.refund,
      payer_total: refund.total,
      payer_refund: refund.refund,
    },
  };
}
