import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types";
import {
  AbstractPaymentProvider,
  MedusaError,
  PaymentActions,
  PaymentSessionStatus,
} from "@medusajs/framework/utils";
import type { WechatPayClient } from "../../client/wechat-pay-client";
import { outRefundNoOf, outTradeNoOf } from "../../domain/numbers";
import { readCommand, readSessionData, type SessionData, withTrade } from "../../domain/session-data";
import { isClosed, type TradeState } from "../../domain/trade";
import { moneyGate } from "../../money-gate";
import {
  appIdsOf,
  notifyUrls,
  openWechatPayClient,
  readWechatPayOptions,
  type WechatPayOptions,
} from "../../options";
import { fenOfMedusa } from "./medusa-money";
import { OrderAtWechat } from "./order-at-wechat";
import { submitRefund } from "./submit-refund";

/**
 * Medusa's payment provider for WeChat Pay. A session is created without WeChat; the order there is made and closed
 * by commands in `updatePayment` (see the README), and money counts only after WeChat itself was asked.
 */
export class WechatPayProviderService extends AbstractPaymentProvider<WechatPayOptions> {
  static override identifier = "wechat-pay";

  private readonly client: WechatPayClient;
  private readonly orders: OrderAtWechat;
  private readonly refundNotifyUrl: string;

  static override validateOptions(options: Record<string, unknown>): void {
    readWechatPayOptions(options);
  }

  constructor(container: Record<string, unknown>, options: WechatPayOptions) {
    super(container, options);
    const urls = notifyUrls(options);
    this.client = openWechatPayClient(options);
    this.orders = new OrderAtWechat(this.client, urls.transactions, appIdsOf(options), () => new Date());
    this.refundNotifyUrl = urls.refunds;
  }

  /** Decides the order number and the amount; WeChat hears nothing yet. */
  async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const sessionId = String(input.data?.session_id ?? "");
    const outTradeNo = outTradeNoOf(sessionId);
    if (!outTradeNo) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "支付会话无效", "payment_session_invalid");
    }
    const data: SessionData = {
      session_id: sessionId,
      out_trade_no: outTradeNo,
      amount_fen: fenOfMedusa(input.amount, input.currency_code).toString(),
    };
    return { id: outTradeNo, status: PaymentSessionStatus.PENDING, data: asRecord(data) };
  }

  /** Carries out a session command (`present`, `close`), or takes over a new amount while WeChat knows nothing. */
  async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const data = ownData(input.data);
    const amountFen = fenOfMedusa(input.amount, input.currency_code).toString();
    const reading = readCommand(input.data);
    if (reading.kind === "malformed") {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `支付指令无效：${reading.field}`,
        "payment_command_invalid",
      );
    }
    const closing = reading.kind === "command" && reading.command.kind === "close";
    const current = closing ? data : await this.withAmount(data, amountFen);
    if (reading.kind === "none") {
      return { data: asRecord(current) };
    }
    if (reading.command.kind === "present") {
      return { data: asRecord(await this.orders.present(current, reading.command)) };
    }
    const closed = await this.orders.close(current);
    return {
      data: asRecord(closed),
      ...(closed.closed_at ? { status: PaymentSessionStatus.CANCELED } : {}),
    };
  }

  /** WeChat fixes the amount with the number: another amount closes the order there and takes the next number. */
  private async withAmount(data: SessionData, amountFen: string): Promise<SessionData> {
    if (amountFen === data.amount_fen) {
      return data;
    }
    const free = data.presented_at ? await this.orders.withoutNumber(data) : data;
    if (free.presented_at) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "微信已收款，金额不能再变", "payment_received");
    }
    return { ...free, amount_fen: amountFen };
  }

  /** Authorized only when WeChat says SUCCESS for exactly this amount; until then the order waits for its money. */
  async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const data = ownData(input.data);
    const trade = await this.orders.find(data);
    if (trade && this.orders.isPaid(data, trade)) {
      return { status: PaymentSessionStatus.AUTHORIZED, data: asRecord(withTrade(data, trade)) };
    }
    return { status: PaymentSessionStatus.PENDING_AUTHORIZATION, data: asRecord(data) };
  }

  /** Nothing is moved: WeChat has no separate capture, and authorizing already found the money there. */
  async capturePayment(input: CapturePaymentInput): Promise<CapturePaymentOutput> {
    const data = ownData(input.data);
    if (data.trade_state !== "SUCCESS") {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "微信尚未确认收款", "payment_not_received");
    }
    await moneyGate.expectMovement(data.session_id);
    return { data: asRecord(data) };
  }

  /**
   * Refunds under a number derived from Medusa's refund id; see {@link submitRefund}. While an earlier refund is owed
   * because it failed, the order says that money is still to go back: whoever refunds again because of that would have
   * the payer get it twice, once the earlier one is sent on.
   * @throws {MedusaError} `refund_owed`, or as {@link submitRefund}
   */
  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const data = ownData(input.data);
    const outRefundNo = outRefundNoOf(input.context?.idempotency_key ?? "");
    if (!outRefundNo) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, "退款编号无效", "refund_id_invalid");
    }
    if (await moneyGate.owesRefund(data.out_trade_no)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "这笔支付有一笔退款没有退成：请先在「微信支付」页面处理它，再退其他款项",
        "refund_owed",
      );
    }
    const amount_fen = fenOfMedusa(input.amount, "cny");
    await moneyGate.expectMovement(data.session_id);
    await submitRefund(this.client, {
      out_trade_no: data.out_trade_no,
      out_refund_no: outRefundNo,
      amount_fen,
      total_fen: BigInt(data.amount_fen),
      notify_url: this.refundNotifyUrl,
    });
    return { data: asRecord(data) };
  }

  /**
   * Closes an unpaid order. A paid one is refused, so that Medusa's undoing of a failed step cannot mark money that
   * has arrived as cancelled: it stays to be captured, or refunded if its order is gone.
   */
  async cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const closed = await this.orders.close(ownData(input.data));
    if (!closed.closed_at) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "微信已收款，不能取消，只能退款",
        "payment_received",
      );
    }
    return { data: asRecord(closed) };
  }

  /** As {@link cancelPayment}: a session with money behind it is never thrown away. */
  async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return readSessionData(input.data) ? await this.cancelPayment(input) : {};
  }

  async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    const data = ownData(input.data);
    const trade = await this.orders.find(data);
    if (!trade) {
      return { status: data.closed_at ? PaymentSessionStatus.CANCELED : PaymentSessionStatus.PENDING };
    }
    if (trade.state === "SUCCESS" && !this.orders.isPaid(data, trade)) {
      return { status: PaymentSessionStatus.ERROR };
    }
    return { status: statusOf(trade.state), data: asRecord(withTrade(data, trade)) };
  }

  async retrievePayment(input: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    const data = ownData(input.data);
    const trade = await this.orders.find(data);
    return { data: asRecord(trade ? withTrade(data, trade) : data) };
  }

  /** Medusa's own webhook route answers before it verifies; WeChat's notifications come to /hooks/wechat-pay. */
  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: PaymentActions.NOT_SUPPORTED };
  }
}

function statusOf(state: TradeState): PaymentSessionStatus {
  if (state === "SUCCESS" || state === "REFUND") {
    return PaymentSessionStatus.AUTHORIZED;
  }
  return isClosed(state) ? PaymentSessionStatus.CANCELED : PaymentSessionStatus.PENDING_AUTHORIZATION;
}

function ownData(given: unknown): SessionData {
  const data = readSessionData(given);
  if (!data) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "支付会话不属于微信支付",
      "payment_session_invalid",
    );
  }
  return data;
}

function asRecord(data: SessionData): Record<string, unknown> {
  return { ...data };
}
