import type { KeyObject } from "node:crypto";
import type { WechatRefundReport } from "../domain/refund";
import type { Trade } from "../domain/trade";
import type { WechatPublicKeys } from "./authenticity";
import { isRefusalWithStatus, WechatPayError } from "./errors";
import { type IncomingNotification, type NotificationReading, readNotification } from "./notification";
import { prepayAnswer, readRefund, readTrade } from "./shapes";
import { SignedRequests } from "./signed-requests";
import { type Bridge, newNonce, signBridge } from "./signing";
import { VerifiedHttp } from "./verified-http";

/** WeChat wants an order's expiry at least a minute ahead of the request that makes it. */
const EXPIRY_GRACE_MS = 60_000;
const DESCRIPTION_LIMIT = 127;
const REFUND_REASON_LIMIT = 80;

export interface WechatPayClientSettings {
  readonly app_id: string;
  readonly mch_id: string;
  readonly merchant_serial: string;
  readonly merchant_private_key: KeyObject;
  readonly api_v3_key: string;
  readonly public_key_id: string;
  readonly public_keys: WechatPublicKeys;
  readonly base_url: string;
  readonly timeout_ms: number;
  readonly now: () => Date;
}

export interface JsapiOrder {
  readonly out_trade_no: string;
  readonly amount_fen: bigint;
  readonly description: string;
  readonly openid: string;
  /** When the shop stops waiting for the money. */
  readonly expires_at: Date;
  readonly notify_url: string;
}

export interface RefundRequest {
  readonly out_trade_no: string;
  readonly out_refund_no: string;
  readonly amount_fen: bigint;
  /** The whole amount of the order the refund is taken from. */
  readonly total_fen: bigint;
  readonly notify_url: string;
  readonly reason?: string;
}

/**
 * WeChat Pay API v3 for one merchant: orders, queries, closing, refunds, notifications.
 * Every method that calls out rejects with {@link WechatPayError} and nothing else when WeChat fails.
 */
export class WechatPayClient {
  private readonly requests: SignedRequests;

  constructor(private readonly settings: WechatPayClientSettings) {
    this.requests = new SignedRequests(
      settings,
      new VerifiedHttp({
        base_url: settings.base_url,
        keys: settings.public_keys,
        public_key_id: settings.public_key_id,
        timeout_ms: settings.timeout_ms,
        now: settings.now,
      }),
    );
  }

  get app_id(): string {
    return this.settings.app_id;
  }

  get mch_id(): string {
    return this.settings.mch_id;
  }

  /**
   * Makes an order to be paid inside WeChat. The same number with identical parameters answers a fresh prepay id;
   * with other parameters WeChat refuses.
   */
  async placeJsapiOrder(order: JsapiOrder): Promise<{ readonly prepay_id: string }> {
    const answer = await this.requests.transactions_jsapi({
      description: truncate(order.description, DESCRIPTION_LIMIT),
      out_trade_no: order.out_trade_no,
      // Always the same for an order, as identical parameters demand, and never too near; the shop itself closes
      // the order when its own deadline passes.
      time_expire: rfc3339InShanghai(new Date(order.expires_at.getTime() + EXPIRY_GRACE_MS)),
      notify_url: order.notify_url,
      amount: { total: safeNumber(order.amount_fen), currency: "CNY" },
      payer: { openid: order.openid },
    });
    // The library wraps the prepay id into a bridge of its own making; only the id is taken from it.
    const prepayId = String((answer.data as { package?: unknown })?.package ?? "").replace(/^prepay_id=/, "");
    return understood(
      "POST /v3/pay/transactions/jsapi",
      prepayAnswer.safeParse({ prepay_id: prepayId }).data,
    );
  }

  /** Signs what the page needs to open WeChat's pay sheet. */
  bridgeFor(prepayId: string): Bridge {
    const timestamp = Math.floor(this.settings.now().getTime() / 1000).toString();
    return signBridge(prepayId, this.settings.app_id, this.settings.merchant_private_key, {
      timestamp,
      nonce: newNonce(),
    });
  }

  /** Asks WeChat about an order. @returns undefined when WeChat does not know it */
  async findTrade(outTradeNo: string): Promise<Trade | undefined> {
    const answer = await absentIfNotFound(this.requests.query({ out_trade_no: outTradeNo }));
    return answer && understood("GET /v3/pay/transactions/out-trade-no/…", readTrade(answer.data));
  }

  /** Closes an unpaid order; closing again is harmless. A paid order is refused. */
  async closeTrade(outTradeNo: string): Promise<void> {
    await this.requests.close(outTradeNo);
  }

  /** Asks for a refund. The same number never pays twice. Accepting is not succeeding: see the report's state. */
  async refund(request: RefundRequest): Promise<WechatRefundReport> {
    const answer = await this.requests.refunds({
      out_trade_no: request.out_trade_no,
      out_refund_no: request.out_refund_no,
      notify_url: request.notify_url,
      ...(request.reason ? { reason: truncate(request.reason, REFUND_REASON_LIMIT) } : {}),
      amount: {
        refund: safeNumber(request.amount_fen),
        total: safeNumber(request.total_fen),
        currency: "CNY",
      },
    });
    return understood("POST /v3/refund/domestic/refunds", readRefund(answer.data));
  }

  /** Asks WeChat about a refund. @returns undefined when WeChat does not know it */
  async findRefund(outRefundNo: string): Promise<WechatRefundReport | undefined> {
    const answer = await absentIfNotFound(this.requests.find_refunds(outRefundNo));
    return answer && understood("GET /v3/refund/domestic/refunds/…", readRefund(answer.data));
  }

  /** Verifies and opens a notification; see {@link readNotification}. */
  readNotification(incoming: IncomingNotification): NotificationReading {
    return readNotification(
      incoming,
      { keys: this.settings.public_keys, api_v3_key: this.settings.api_v3_key },
      this.settings.now(),
    );
  }
}

async function absentIfNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRefusalWithStatus(error, 404)) {
      return undefined;
    }
    throw error;
  }
}

function understood<T>(operation: string, value: T | undefined): T {
  if (value === undefined) {
    throw new WechatPayError({ failure: "unauthentic", operation, reason: "answer_malformed" });
  }
  return value;
}

function safeNumber(fen: bigint): number {
  const number = Number(fen);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`An amount of ${fen} fen cannot be sent to WeChat.`);
  }
  return number;
}

/** Cuts to a number of characters without splitting one. */
function truncate(text: string, limit: number): string {
  return Array.from(text).slice(0, limit).join("");
}

/** WeChat's documents show Beijing time without fractions of a second, so that is what it gets. */
function rfc3339InShanghai(moment: Date): string {
  const shifted = new Date(moment.getTime() + 8 * 3_600_000);
  return `${shifted.toISOString().slice(0, 19)}+08:00`;
}
