import type { KeyObject } from "node:crypto";
import type { WechatRefundReport } from "../domain/refund";
import type { Trade } from "../domain/trade";
import { Bills } from "./bills";
import type { ReadReport } from "./call-journal";
import { WechatPayError } from "./errors";
import { encryptField } from "./field-cipher";
import { type IncomingNotification, type NotificationReading, readNotification } from "./notification";
import { ProfitSharing } from "./profit-sharing";
import { codeAnswer, h5Answer, prepayAnswer, readRefund, readTrade } from "./shapes";
import { SignedRequests } from "./signed-requests";
import { type Bridge, newNonce, signBridge } from "./signing";
import { TransferBills } from "./transfer-bills";
import { Trials } from "./trials";
import { type PlatformCertificate, readPlatformCertificates, TrustedKeys } from "./trusted-keys";
import { VerifiedHttp } from "./verified-http";
import { absentIfNotFound, fenNumber, rfc3339InShanghai, truncate, understood } from "./wire-values";

/** WeChat wants an order's expiry at least a minute ahead of the request that makes it. */
const EXPIRY_GRACE_MS = 60_000;

const DESCRIPTION_LIMIT = 127;
const REFUND_REASON_LIMIT = 80;
const CERTIFICATES_LIMIT_BYTES = 256 * 1024;
const REFUNDS = "/v3/refund/domestic/refunds";

export interface WechatPayClientSettings {
  /** The app an order belongs to when it names none. */
  readonly app_id: string;
  readonly mch_id: string;
  readonly merchant_serial: string;
  readonly merchant_private_key: KeyObject;
  readonly api_v3_key: string;
  /** WeChat's public keys by id; it is asked to sign with the first, the others are accepted while it rotates. */
  readonly public_keys: ReadonlyMap<string, KeyObject>;
  /** Download platform certificates and trust them too: merchants from before the public keys need that. */
  readonly platform_certificates: boolean;
  /** Whether orders are made so that parts of them can be shared with companies; their money is frozen until then. */
  readonly profit_sharing: boolean;
  readonly base_url: string;
  readonly timeout_ms: number;
  readonly now: () => Date;
  /** Hears of every finished call. */
  readonly report: ReadReport;
}

/** What an order of any kind says. */
export interface OrderTerms {
  readonly out_trade_no: string;
  readonly amount_fen: bigint;
  readonly description: string;
  /** When the shop stops waiting for the money. */
  readonly expires_at: Date;
  readonly notify_url: string;
  /** One of the merchant's apps; the configured one when absent. */
  readonly app_id?: string;
}

export interface JsapiOrder extends OrderTerms {
  /** The payer, as this app knows them. */
  readonly openid: string;
}

export interface H5Order extends OrderTerms {
  /** The payer's own address; WeChat refuses local ones. */
  readonly payer_ip: string;
  readonly h5_type: "iOS" | "Android" | "Wap";
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

/** A card of the payer's. @property bank_type as WeChat lists them: `ICBC_DEBIT` */
export interface UserBankCard {
  readonly type: "USER_BANK_CARD";
  readonly bank_type: string;
  readonly bank_account: string;
  readonly real_name: string;
}

/** Where an ABNORMAL refund goes instead. */
export type AbnormalRefundDestination = { readonly type: "MERCHANT_BANK_CARD" } | UserBankCard;

/**
 * WeChat Pay API v3 for one merchant: orders, queries, closing, refunds, bills, transfers, notifications.
 * Every method that calls out rejects with {@link WechatPayError} and nothing else when WeChat fails.
 */
export class WechatPayClient {
  readonly bills: Bills;
  readonly transfers: TransferBills;
  readonly sharing: ProfitSharing;
  readonly trials: Trials;
  private readonly keys: TrustedKeys;
  private readonly requests: SignedRequests;

  constructor(private readonly settings: WechatPayClientSettings) {
    const { platform_certificates, base_url, timeout_ms, now, report } = settings;
    const download = platform_certificates ? () => this.downloadCertificates() : undefined;
    this.keys = new TrustedKeys(settings.public_keys, download, now);
    const http = new VerifiedHttp({ base_url, keys: this.keys, timeout_ms, now, report });
    this.requests = new SignedRequests(settings, http);
    this.bills = new Bills(this.requests);
    this.transfers = new TransferBills(this.requests, this.keys);
    this.sharing = new ProfitSharing(this.requests, this.keys, settings.app_id);
    this.trials = new Trials(this, this.requests);
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
      ...this.termsOf(order),
      payer: { openid: order.openid },
    });
    // The library wraps the prepay id into a bridge of its own making; only the id is taken from it.
    const prepayId = String((answer.data as { package?: unknown })?.package ?? "").replace(/^prepay_id=/, "");
    return understood(
      "POST /v3/pay/transactions/jsapi",
      prepayAnswer.safeParse({ prepay_id: prepayId }).data,
    );
  }

  /** Makes an order to be paid from a browser outside WeChat. Its address lives five minutes. */
  async placeH5Order(order: H5Order): Promise<{ readonly h5_url: string }> {
    // The library's own method wants the name of a mobile app, which a web shop does not have.
    const answer = await this.requests.postJson("/v3/pay/transactions/h5", {
      appid: this.app_id,
      mchid: this.mch_id,
      ...this.termsOf(order),
      scene_info: { payer_client_ip: order.payer_ip, h5_info: { type: order.h5_type } },
    });
    return understood("POST /v3/pay/transactions/h5", h5Answer.safeParse(answer).data);
  }

  /** Makes an order to be paid by scanning a QR code, which shows `code_url` and lives two hours. */
  async placeNativeOrder(order: OrderTerms): Promise<{ readonly code_url: string }> {
    const answer = await this.requests.transactions_native(this.termsOf(order));
    return understood("POST /v3/pay/transactions/native", codeAnswer.safeParse(answer.data).data);
  }

  private termsOf(order: OrderTerms) {
    return {
      ...(order.app_id ? { appid: order.app_id } : {}),
      description: truncate(order.description, DESCRIPTION_LIMIT),
      out_trade_no: order.out_trade_no,
      // Always the same for an order, as identical parameters demand, and never too near; the shop itself closes
      // the order when its own deadline passes.
      time_expire: rfc3339InShanghai(new Date(order.expires_at.getTime() + EXPIRY_GRACE_MS)),
      notify_url: order.notify_url,
      amount: { total: fenNumber(order.amount_fen), currency: "CNY" },
      ...(this.settings.profit_sharing ? { settle_info: { profit_sharing: true } } : {}),
    };
  }

  /** Signs what the page needs to open WeChat's pay sheet. */
  bridgeFor(prepayId: string, appId: string = this.settings.app_id): Bridge {
    const timestamp = Math.floor(this.settings.now().getTime() / 1000).toString();
    return signBridge(prepayId, appId, this.settings.merchant_private_key, {
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
        refund: fenNumber(request.amount_fen),
        total: fenNumber(request.total_fen),
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

  /**
   * Sends an ABNORMAL refund on: to the merchant's own account, or to a card of the payer's, whose number and name
   * are encrypted on the way. @param refund WeChat's id of the refund and our number
   */
  async applyAbnormalRefund(
    refund: { readonly refund_id: string; readonly out_refund_no: string },
    destination: AbnormalRefundDestination,
  ): Promise<WechatRefundReport> {
    const path = `${REFUNDS}/${encodeURIComponent(refund.refund_id)}/apply-abnormal-refund`;
    const answer = await this.requests.postJson(path, {
      out_refund_no: refund.out_refund_no,
      type: destination.type,
      ...(destination.type === "USER_BANK_CARD" ? await this.encryptedCard(destination) : {}),
    });
    return understood(`POST ${REFUNDS}/…/apply-abnormal-refund`, readRefund(answer));
  }

  private async encryptedCard(card: UserBankCard) {
    await this.keys.ready();
    const key = this.keys.preferred()?.key;
    if (!key) {
      throw new WechatPayError({ failure: "unreachable", operation: `POST ${REFUNDS}`, reason: "no_key" });
    }
    return {
      bank_type: card.bank_type,
      bank_account: encryptField(card.bank_account, key),
      real_name: encryptField(card.real_name, key),
    };
  }

  /** Verifies and opens a notification; see {@link readNotification}. An unknown serial may be a new certificate's. */
  async readNotification(incoming: IncomingNotification): Promise<NotificationReading> {
    await this.keys.ready();
    const read = (): NotificationReading =>
      readNotification(
        incoming,
        { keys: this.keys, api_v3_key: this.settings.api_v3_key },
        this.settings.now(),
      );
    const reading = read();
    const unknown = reading.kind === "refused" && reading.reason === "serial_unknown";
    return unknown && (await this.keys.renewAfterUnknownSerial()) ? read() : reading;
  }

  /** Downloads WeChat's platform certificates. @throws {WechatPayError} also for a merchant who has none */
  async downloadCertificates(): Promise<readonly PlatformCertificate[]> {
    const { api_v3_key, timeout_ms } = this.settings;
    const limits = { bytes: CERTIFICATES_LIMIT_BYTES, timeout_ms };
    const text = await this.requests.getUnsigned("/v3/certificates", limits, async (chunks) => {
      const pieces: Uint8Array[] = [];
      for await (const chunk of chunks) {
        pieces.push(chunk);
      }
      return Buffer.concat(pieces).toString("utf8");
    });
    return understood("GET /v3/certificates", readPlatformCertificates(parseJson(text), api_v3_key));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
