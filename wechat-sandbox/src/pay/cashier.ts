import type { FaultPlan } from "../faults/fault-plan.js";
import type { Chats } from "../people/chats.js";
import type { PlatformKeys } from "../state/credentials.js";
import type { Order, Refund } from "../state/state.js";
import type { StateStore } from "../state/state-store.js";
import type { Notifier } from "./notifier.js";
import { type OrderBook, orderView, type PaymentRefusal } from "./order-book.js";
import { type RefundBook, refundNotice } from "./refund-book.js";
import type { RefundRequest } from "./request-shapes.js";
import { payMessage, verifyMessage } from "./signature.js";

const LONGEST_TIMER_MS = 2_000_000_000;

/** What a page hands to `getBrandWCPayRequest`. */
export interface BridgeParameters {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/** Where money moves: payments from the phones and refunds to them, each told to the merchant and on the phone. */
export class Cashier {
  readonly #refundTimers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly store: StateStore,
    private readonly keys: PlatformKeys,
    private readonly orders: OrderBook,
    private readonly refunds: RefundBook,
    private readonly notifier: Notifier,
    private readonly faults: FaultPlan,
    private readonly chats: Chats,
    private readonly merchantName: string,
  ) {}

  /**
   * Checks what a page wants to have paid, as the client does before it shows the pay sheet.
   * @returns the order and its prepay_id, or why the sheet stays closed.
   */
  open(
    parameters: BridgeParameters,
    openid: string,
    now: number,
  ): { order: Order; prepay_id: string } | PaymentRefusal | "bad_parameters" | "bad_signature" {
    const prepay_id = /^prepay_id=(\w+)$/.exec(parameters.package)?.[1];
    if (prepay_id === undefined || parameters.signType !== "RSA") return "bad_parameters";
    if (parameters.appId !== this.keys.credentials.app_id) return "bad_parameters";
    if (!/^\d{10}$/.test(parameters.timeStamp)) return "bad_parameters";
    const message = payMessage(
      parameters.appId,
      parameters.timeStamp,
      parameters.nonceStr,
      parameters.package,
    );
    if (!verifyMessage(this.keys.merchant_public_key, message, parameters.paySign)) return "bad_signature";
    const order = this.orders.payable(prepay_id, openid, now);
    return typeof order === "string" ? order : { order, prepay_id };
  }

  /** Pays what the sheet showed. Re-checks: minutes may have passed under it. */
  payPrepay(prepay_id: string, openid: string, now: number): Order | PaymentRefusal {
    const order = this.orders.payable(prepay_id, openid, now);
    return typeof order === "string" ? order : this.#settle(order, now);
  }

  /** Pays an order without a phone, as the person it was made out to or another (who is refused). */
  payOrder(out_trade_no: string, openid: string | undefined, now: number): Order | PaymentRefusal {
    const known = this.orders.byOutTradeNo(out_trade_no);
    const order = this.orders.payableOrder(known, openid ?? known.openid, now);
    return typeof order === "string" ? order : this.#settle(order, now);
  }

  #settle(order: Order, now: number): Order {
    this.orders.settle(order, now);
    this.notifier.announce({
      event_type: "TRANSACTION.SUCCESS",
      summary: "支付成功",
      original_type: "transaction",
      url: order.notify_url,
      out_trade_no: order.out_trade_no,
      plaintext: orderView(order),
    });
    this.chats.send("wechat-pay", order.openid, {
      kind: "payment",
      title: "支付凭证",
      total: order.total,
      merchant_name: this.merchantName,
      description: order.description,
    });
    return order;
  }

  /** Accepts a refund and lets it take its time. */
  refund(request: RefundRequest, now: number): Refund {
    const { refund, isNew } = this.refunds.request(request, now, ({ out_trade_no }) => {
      const fault = this.faults.strike({ on: "refund", out_trade_no });
      if (fault === undefined) return "SUCCESS";
      return fault.kind === "closed" ? "CLOSED" : "ABNORMAL";
    });
    if (isNew) this.#scheduleRefund(refund);
    return refund;
  }

  /** Takes up the refunds an earlier run left PROCESSING. */
  resume(): void {
    for (const refund of Object.values(this.store.state.refunds)) {
      if (refund.status === "PROCESSING") this.#scheduleRefund(refund);
    }
  }

  /** Stops the refunds' clockwork; they stay PROCESSING until the next start. */
  stop(): void {
    for (const timer of this.#refundTimers) clearTimeout(timer);
  }

  #scheduleRefund(refund: Refund): void {
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(0, refund.settles_at - Date.now()));
    const timer = setTimeout(() => {
      this.#refundTimers.delete(timer);
      this.settleRefund(refund, refund.settles_as);
      void this.store.saved();
    }, wait);
    this.#refundTimers.add(timer);
  }

  /** Brings a refund to its end and tells everybody. False when it had already got there. */
  settleRefund(refund: Refund, status: Exclude<Refund["status"], "PROCESSING">): boolean {
    if (!this.refunds.settle(refund, status, Date.now())) return false;
    const order = this.orders.byOutTradeNo(refund.out_trade_no);
    if (refund.notify_url !== undefined) {
      this.notifier.announce({
        event_type: `REFUND.${status}`,
        summary: status === "SUCCESS" ? "退款成功" : status === "CLOSED" ? "退款关闭" : "退款异常",
        original_type: "refund",
        url: refund.notify_url,
        out_trade_no: refund.out_trade_no,
        plaintext: refundNotice(refund, order.mchid),
      });
    }
    if (status === "SUCCESS") {
      this.chats.send("wechat-pay", order.openid, {
        kind: "payment",
        title: "退款到账通知",
        total: refund.refund,
        merchant_name: this.merchantName,
        description: refund.reason ?? order.description,
      });
    }
    return true;
  }
}
