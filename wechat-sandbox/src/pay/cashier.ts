import type { FaultPlan } from "../faults/fault-plan.js";
import type { FundLedger } from "../funds/fund-ledger.js";
import type { Chats } from "../people/chats.js";
import { merchantAppIds, type PlatformKeys } from "../state/credentials.js";
import type { Order, Refund } from "../state/state.js";
import type { StateStore } from "../state/state-store.js";
import { Timers } from "../state/timers.js";
import type { Notifier } from "./notifier.js";
import { type OrderBook, orderView, type PaymentRefusal } from "./order-book.js";
import { parameterError } from "./pay-refusal.js";
import { type RefundBook, refundNotice } from "./refund-book.js";
import type { AbnormalRefundRequest, RefundRequest } from "./request-shapes.js";
import { payMessage, verifyMessage } from "./signature.js";

/** What a page hands to `getBrandWCPayRequest`. */
export interface BridgeParameters {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

/** Who and what the cashier works with. */
export interface CashierRoom {
  store: StateStore;
  keys: PlatformKeys;
  orders: OrderBook;
  refunds: RefundBook;
  ledger: FundLedger;
  notifier: Notifier;
  faults: FaultPlan;
  chats: Chats;
  merchant_name: string;
}

/** Where shoppers' money moves: their payments and the refunds, each told to the merchant and on the phone. */
export class Cashier {
  readonly #timers = new Timers();

  constructor(private readonly room: CashierRoom) {}

  /**
   * Checks what a page wants to have paid, as the client does before it shows the pay sheet.
   * @returns the order and its prepay_id, or why the sheet stays closed.
   */
  open(
    parameters: BridgeParameters,
    openid: string,
    now: number,
  ): { order: Order; prepay_id: string } | PaymentRefusal | "bad_parameters" | "bad_signature" {
    const { keys, orders } = this.room;
    const prepay_id = /^prepay_id=(\w+)$/.exec(parameters.package)?.[1];
    if (prepay_id === undefined || parameters.signType !== "RSA") return "bad_parameters";
    if (!merchantAppIds(keys.credentials).includes(parameters.appId)) return "bad_parameters";
    if (!/^\d{10}$/.test(parameters.timeStamp)) return "bad_parameters";
    const message = payMessage(
      parameters.appId,
      parameters.timeStamp,
      parameters.nonceStr,
      parameters.package,
    );
    if (!verifyMessage(keys.merchant_public_key, message, parameters.paySign)) return "bad_signature";
    const order = orders.payable(prepay_id, openid, now);
    if (typeof order === "string") return order;
    if ((order.trade_type ?? "JSAPI") !== "JSAPI") return "unknown_prepay";
    return order.appid === parameters.appId ? { order, prepay_id } : "bad_parameters";
  }

  /** What a QR code or an H5 page asks to have paid. */
  openHandle(
    prepay_id: string | undefined,
    openid: string,
    now: number,
  ): { order: Order; prepay_id: string } | PaymentRefusal {
    if (prepay_id === undefined) return "unknown_prepay";
    const order = this.room.orders.payable(prepay_id, openid, now);
    return typeof order === "string" ? order : { order, prepay_id };
  }

  /** Pays what the sheet showed. Re-checks: minutes may have passed under it. */
  payPrepay(prepay_id: string, openid: string, now: number): Order | PaymentRefusal {
    const order = this.room.orders.payable(prepay_id, openid, now);
    return typeof order === "string" ? order : this.#settle(order, openid, now);
  }

  /**
   * Pays an order without a phone, as the person it was made out to or another (who is refused).
   * @throws PayRefusal PARAM_ERROR when the order is made out to nobody and no one is named.
   */
  payOrder(out_trade_no: string, openid: string | undefined, now: number): Order | PaymentRefusal {
    const { orders } = this.room;
    const known = orders.byOutTradeNo(out_trade_no);
    const payer = openid ?? orders.payerOf(known)?.openid;
    if (payer === undefined) throw parameterError("/openid", "is required: this order names no payer");
    const order = orders.payableOrder(known, payer, now);
    return typeof order === "string" ? order : this.#settle(order, payer, now);
  }

  #settle(order: Order, openid: string, now: number): Order {
    const { orders, ledger, notifier } = this.room;
    orders.settle(order, openid, now);
    const business = {
      account: "BASIC" as const,
      business_no: order.transaction_id,
      voucher_no: order.out_trade_no,
      business_name: "交易",
    };
    ledger.move({ ...business, business_type: "交易", amount: order.total }, now);
    ledger.move({ ...business, business_type: "扣除交易手续费", amount: -(order.fee ?? 0) }, now);
    notifier.announce({
      event_type: "TRANSACTION.SUCCESS",
      summary: "支付成功",
      original_type: "transaction",
      url: order.notify_url,
      out_trade_no: order.out_trade_no,
      plaintext: orderView(order),
    });
    this.#tell(order, "支付凭证", order.total, order.description);
    return order;
  }

  #tell(order: Order, title: string, total: number, description: string): void {
    const { orders, chats, merchant_name } = this.room;
    const payer = orders.payerOf(order);
    if (payer === undefined) return;
    chats.send("wechat-pay", payer.openid, { kind: "payment", title, total, merchant_name, description });
  }

  /** Accepts a refund and lets it take its time. */
  refund(request: RefundRequest, now: number): Refund {
    const { refunds, faults } = this.room;
    const { refund, isNew } = refunds.request(request, now, ({ out_trade_no }) => {
      const fault = faults.strike({ on: "refund", operation: "refund", out_trade_no });
      if (fault === undefined) return "SUCCESS";
      return fault.kind === "closed" ? "CLOSED" : "ABNORMAL";
    });
    if (isNew) this.#scheduleRefund(refund);
    return refund;
  }

  /** Sends an abnormal refund on by hand and lets it take its time. */
  sendRefundOn(refund_id: string, request: AbnormalRefundRequest, now: number): Refund {
    const { refund, isNew } = this.room.refunds.sendOn(refund_id, request, now);
    if (isNew) this.#scheduleRefund(refund);
    return refund;
  }

  /** Takes up the refunds an earlier run left PROCESSING. */
  resume(): void {
    for (const refund of Object.values(this.room.store.state.refunds)) {
      if (refund.status === "PROCESSING") this.#scheduleRefund(refund);
    }
  }

  /** Stops the refunds' clockwork; they stay PROCESSING until the next start. */
  stop(): void {
    this.#timers.stop();
  }

  #scheduleRefund(refund: Refund): void {
    this.#timers.at(refund.settles_at, () => {
      this.settleRefund(refund, refund.settles_as);
      void this.room.store.saved();
    });
  }

  /** Brings a refund to its end and tells everybody. False when it had already got there. */
  settleRefund(refund: Refund, status: Exclude<Refund["status"], "PROCESSING">): boolean {
    const { refunds, orders, notifier } = this.room;
    if (!refunds.settle(refund, status, Date.now())) return false;
    const order = orders.byOutTradeNo(refund.out_trade_no);
    if (refund.notify_url !== undefined) {
      notifier.announce({
        event_type: `REFUND.${status}`,
        summary: status === "SUCCESS" ? "退款成功" : status === "CLOSED" ? "退款关闭" : "退款异常",
        original_type: "refund",
        url: refund.notify_url,
        out_trade_no: refund.out_trade_no,
        plaintext: refundNotice(refund, order.mchid),
      });
    }
    if (status === "SUCCESS" && refund.abnormal_to !== "MERCHANT_BANK_CARD") {
      this.#tell(order, "退款到账通知", refund.refund, refund.reason ?? order.description);
    }
    return true;
  }
}
