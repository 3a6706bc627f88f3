import { createHash, randomBytes } from "node:crypto";
import { FREEZE_MS } from "../funds/frozen-funds.js";
import { openidAt, type Person, personAt } from "../people/people.js";
import { type Credentials, merchantAppIds } from "../state/credentials.js";
import type { Order, Prepay, SandboxState, TradeType } from "../state/state.js";
import { invalidRequest, PayRefusal, parameterError } from "./pay-refusal.js";
import type { OrderRequest } from "./request-shapes.js";
import { wechatNumber } from "./wechat-number.js";
import { beijingDay, beijingTime } from "./wechat-time.js";

const PREPAY_MS = 2 * 3_600_000;
const H5_PAGE_MS = 300_000;
const DEFAULT_EXPIRY_MS = 7 * 86_400_000;
const MAXIMUM_EXPIRY_MS = 90 * 86_400_000;

/** Why a phone may not pay an order; the texts stand on the pay sheet. */
export type PaymentRefusal =
  | "unknown_prepay"
  | "prepay_expired"
  | "already_paid"
  | "order_closed"
  | "order_expired"
  | "other_payer";

/** The moment after which an order can no longer be paid. */
export function expiresAt(order: Order): number {
  return order.time_expire === undefined
    ? order.created_at + DEFAULT_EXPIRY_MS
    : Date.parse(order.time_expire);
}

/** Digest of a request's parameters: re-entry must repeat every one of them. */
export function parametersDigest(request: unknown): string {
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === "object"
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value;
  return createHash("sha256")
    .update(JSON.stringify(sorted(request)))
    .digest("hex");
}

/**
 * The orders of this WeChat. Every method is synchronous: a payment and a close of the same order never interleave,
 * so exactly one of them wins.
 */
export class OrderBook {
  constructor(
    private readonly state: SandboxState,
    private readonly merchant: Pick<Credentials, "app_id" | "mini_program_app_id" | "mch_id">,
  ) {}

  /**
   * Places an order, or answers a repeated request with a fresh handle to it.
   * @returns its prepay_id, and for a Native order what the QR code says.
   * @throws PayRefusal as WeChat would.
   */
  place(
    trade_type: TradeType,
    request: OrderRequest,
    now: number,
  ): { prepay_id: string; code_url: string | undefined } {
    this.checkMerchant(request.mchid, "/mchid");
    this.checkApp(request.appid);
    if (request.payer !== undefined && this.personAt(request.appid, request.payer.openid) === undefined) {
      throw parameterError("/payer/openid", "无效的openid");
    }
    const parameters = parametersDigest(trade_type === "JSAPI" ? request : { trade_type, ...request });
    const existing = this.state.orders[request.out_trade_no];
    if (existing === undefined) this.create(trade_type, request, parameters, now);
    else this.checkReentry(existing, parameters, now);
    return this.makePrepay(trade_type, request.out_trade_no, now);
  }

  /** @throws PayRefusal when the app is not one of the merchant's. */
  checkApp(appid: string): void {
    if (merchantAppIds(this.merchant).includes(appid)) return;
    throw new PayRefusal(400, "APPID_MCHID_NOT_MATCH", "商户号和AppID不匹配");
  }

  /** Who an openid is, at one of the merchant's apps. */
  personAt(appid: string, openid: string): Person | undefined {
    return personAt(this.state.people, appid, openid);
  }

  /** Who an openid is at the Official Account, where the phones know people. */
  person(openid: string): Person | undefined {
    return this.personAt(this.merchant.app_id, openid);
  }

  private create(trade_type: TradeType, request: OrderRequest, parameters: string, now: number): void {
    if (request.time_expire !== undefined) {
      const ahead = Date.parse(request.time_expire) - now;
      // WeChat counts in whole seconds, so a minute cut by milliseconds of travel still is one.
      if (ahead < this.state.settings.minimum_expiry_ms - 1000) {
        throw parameterError("/time_expire", "must be at least one minute ahead");
      }
      if (ahead > MAXIMUM_EXPIRY_MS) throw parameterError("/time_expire", "must be within 90 days");
    }
    this.state.orders[request.out_trade_no] = {
      out_trade_no: request.out_trade_no,
      transaction_id: wechatNumber("42000", now),
      appid: request.appid,
      mchid: request.mchid,
      description: request.description,
      ...(request.attach === undefined ? {} : { attach: request.attach }),
      notify_url: request.notify_url,
      total: request.amount.total,
      trade_type,
      ...(request.payer === undefined ? {} : { openid: request.payer.openid }),
      ...(request.settle_info?.profit_sharing ? { profit_sharing: true } : {}),
      ...(request.time_expire === undefined ? {} : { time_expire: request.time_expire }),
      parameters,
      trade_state: "NOTPAY",
      created_at: now,
    };
  }

  private checkReentry(order: Order, parameters: string, now: number): void {
    const same = order.parameters === parameters;
    if (order.trade_state !== "NOTPAY" && !same) {
      throw new PayRefusal(400, "OUT_TRADE_NO_USED", "商户订单号重复，请更换订单号后重试");
    }
    if (!same) throw invalidRequest("请求重入时，参数与首次请求时不一致");
    if (order.trade_state === "CLOSED") throw new PayRefusal(400, "ORDER_CLOSED", "订单已关闭");
    if (order.trade_state !== "NOTPAY") throw new PayRefusal(400, "ORDER_PAID", "订单已支付");
    if (expiresAt(order) <= now) throw invalidRequest("订单已超过支付截止时间");
  }

  private makePrepay(
    trade_type: TradeType,
    out_trade_no: string,
    now: number,
  ): { prepay_id: string; code_url: string | undefined } {
    const { prepays } = this.state;
    for (const [id, prepay] of Object.entries(prepays)) if (prepay.expires_at < now) delete prepays[id];
    const prepay_id = `wx${beijingDay(now)}${randomBytes(13).toString("hex")}`;
    const code_url =
      trade_type === "NATIVE"
        ? `weixin://wxpay/bizpayurl?pr=${randomBytes(6).toString("hex").slice(0, 7)}zz`
        : undefined;
    const expires_at = now + (trade_type === "MWEB" ? H5_PAGE_MS : PREPAY_MS);
    prepays[prepay_id] = { out_trade_no, expires_at, ...(code_url === undefined ? {} : { code_url }) };
    return { prepay_id, code_url };
  }

  /** The prepay_id behind a QR code. */
  scanned(code_url: string): string | undefined {
    return Object.entries(this.state.prepays).find(([, prepay]) => prepay.code_url === code_url)?.[0];
  }

  /** @throws PayRefusal when the merchant number is not the one this WeChat knows. */
  checkMerchant(mchid: string | undefined, field: string): void {
    if (mchid === undefined || mchid === "") throw parameterError(field, "is required", "query");
    if (mchid !== this.merchant.mch_id) throw new PayRefusal(400, "MCH_NOT_EXISTS", "商户号不存在");
  }

  /** @throws PayRefusal 404 ORDER_NOT_EXIST */
  byOutTradeNo(out_trade_no: string): Order {
    const order = Object.hasOwn(this.state.orders, out_trade_no)
      ? this.state.orders[out_trade_no]
      : undefined;
    if (order === undefined) throw new PayRefusal(404, "ORDER_NOT_EXIST", "订单不存在");
    return order;
  }

  /** Only a paid order has a transaction number the merchant could know. */
  byTransactionId(transaction_id: string): Order {
    const order = Object.values(this.state.orders).find(
      (candidate) => candidate.transaction_id === transaction_id && candidate.success_at !== undefined,
    );
    if (order === undefined) throw new PayRefusal(404, "ORDER_NOT_EXIST", "订单不存在");
    return order;
  }

  /** Closes; closing again is fine. @throws PayRefusal ORDER_PAID */
  close(out_trade_no: string, now: number): void {
    const order = this.byOutTradeNo(out_trade_no);
    if (order.trade_state === "CLOSED") return;
    if (order.trade_state !== "NOTPAY") throw new PayRefusal(400, "ORDER_PAID", "该订单已支付");
    order.trade_state = "CLOSED";
    order.closed_at = now;
  }

  /**
   * The order behind a prepay_id if this person may pay it now, or the reason why not.
   * @param openid the person's at the Official Account.
   */
  payable(prepay_id: string, openid: string, now: number): Order | PaymentRefusal {
    const prepay: Prepay | undefined = Object.hasOwn(this.state.prepays, prepay_id)
      ? this.state.prepays[prepay_id]
      : undefined;
    if (prepay === undefined) return "unknown_prepay";
    if (prepay.expires_at <= now) return "prepay_expired";
    return this.payableOrder(this.byOutTradeNo(prepay.out_trade_no), openid, now);
  }

  /** The order a living prepay_id was made for. @throws PayRefusal 404 ORDER_NOT_EXIST */
  behind(prepay_id: string): Order {
    const prepay = Object.hasOwn(this.state.prepays, prepay_id) ? this.state.prepays[prepay_id] : undefined;
    return this.byOutTradeNo(prepay?.out_trade_no ?? "");
  }

  /** The same for an order itself. */
  payableOrder(order: Order, openid: string, now: number): Order | PaymentRefusal {
    if (order.trade_state === "CLOSED") return "order_closed";
    if (order.trade_state !== "NOTPAY") return "already_paid";
    if (expiresAt(order) <= now) return "order_expired";
    const person = this.person(openid);
    if (person === undefined) return "other_payer";
    if (order.openid !== undefined && order.openid !== openidAt(person, order.appid)) return "other_payer";
    return order;
  }

  /** Who paid an order, or who it is made out to. */
  payerOf(order: Order): Person | undefined {
    return order.openid === undefined ? undefined : this.personAt(order.appid, order.openid);
  }

  /** Moves the money: the caller has just asked `payable` in the same breath. */
  settle(order: Order, openid: string, now: number): void {
    const person = this.person(openid);
    if (person !== undefined) order.openid = openidAt(person, order.appid);
    order.trade_state = "SUCCESS";
    order.success_at = now;
    order.fee = Math.round((order.total * this.state.settings.fee_bps) / 10_000);
    if (order.profit_sharing) order.frozen_until = now + FREEZE_MS;
  }
}

const STATE_TEXT = {
  NOTPAY: "订单未支付",
  SUCCESS: "支付成功",
  REFUND: "订单发生过退款",
  CLOSED: "订单已关闭",
} as const;

/** An order as a query and a notification show it. */
export function orderView(order: Order): Record<string, unknown> {
  const base = {
    appid: order.appid,
    mchid: order.mchid,
    out_trade_no: order.out_trade_no,
    trade_state: order.trade_state,
    trade_state_desc: STATE_TEXT[order.trade_state],
    attach: order.attach ?? "",
    ...(order.openid === undefined ? {} : { payer: { openid: order.openid } }),
  };
  if (order.success_at === undefined) {
    return { ...base, amount: { total: order.total, currency: "CNY" } };
  }
  return {
    ...base,
    transaction_id: order.transaction_id,
    trade_type: order.trade_type ?? "JSAPI",
    bank_type: "OTHERS",
    success_time: beijingTime(order.success_at),
    amount: { total: order.total, payer_total: order.total, currency: "CNY", payer_currency: "CNY" },
  };
}
