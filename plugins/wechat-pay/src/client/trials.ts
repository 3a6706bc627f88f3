import { ulid } from "ulid";
import type { CertificateProbe, Probe } from "../domain/probe";
import { latestBilledDay } from "../domain/shanghai-day";
import { WechatPayError } from "./errors";
import type { SignedRequests } from "./signed-requests";
import type { PlatformCertificate } from "./trusted-keys";

/** An openid nobody has: WeChat looks at the app first, then refuses the payer, and no order is made. */
const NOBODY = "configuration-check";
const TRIAL_ORDER_MS = 60_000;

interface TrialTerms {
  readonly out_trade_no: string;
  readonly amount_fen: bigint;
  readonly description: string;
  readonly expires_at: Date;
  readonly notify_url: string;
}

/** What of the merchant's client the trials use. */
export interface TrialOrders {
  placeJsapiOrder(order: TrialTerms & { readonly app_id: string; readonly openid: string }): Promise<unknown>;
  placeNativeOrder(order: TrialTerms): Promise<unknown>;
  closeTrade(outTradeNo: string): Promise<void>;
  downloadCertificates(): Promise<readonly PlatformCertificate[]>;
}

/** Calls that show whether WeChat understands this merchant. All but {@link placeAndClose} leave nothing behind. */
export class Trials {
  constructor(
    private readonly orders: TrialOrders,
    private readonly requests: SignedRequests,
  ) {}

  /** Asks about an order that does not exist: WeChat answers so only to a merchant whose signature it knows. */
  async ask(): Promise<Probe> {
    return await probing(this.requests.query({ out_trade_no: newNumber() }));
  }

  /** Asks for yesterday's bill, the one question without side effects that is answered with a signature. */
  async askForBill(now: Date): Promise<Probe> {
    const path = `/v3/bill/fundflowbill?bill_date=${latestBilledDay(now)}&account_type=BASIC&tar_type=GZIP`;
    return await probing(this.requests.getJson(path));
  }

  /** Tries to make an order of this app's for nobody. `APPID_MCHID_NOT_MATCH`: the app is not the merchant's. */
  async orderForNobody(appId: string, notifyUrl: string): Promise<Probe> {
    const out_trade_no = newNumber();
    const placing = probing(
      this.orders.placeJsapiOrder({ ...terms(out_trade_no, notifyUrl), app_id: appId, openid: NOBODY }),
    );
    const probe = await placing;
    if (probe.kind === "accepted") {
      await probing(this.orders.closeTrade(out_trade_no));
    }
    return probe;
  }

  /** Asks about a transfer that does not exist: refused as forbidden while the merchant has not opened transfers. */
  async askAboutTransfer(): Promise<Probe> {
    const path = `/v3/fund-app/mch-transfer/transfer-bills/out-bill-no/${ulid()}`;
    return await probing(this.requests.getJson(path));
  }

  /** Downloads the platform certificates, which only the APIv3 key opens. */
  async openCertificates(): Promise<CertificateProbe> {
    try {
      const certificates = await this.orders.downloadCertificates();
      return {
        kind: "opened",
        certificates: certificates.map(({ serial, valid_until }) => ({ serial, valid_until })),
      };
    } catch (error) {
      if (!(error instanceof WechatPayError)) {
        throw error;
      }
      if (error.failure === "unauthentic") {
        return { kind: "sealed" };
      }
      return { kind: error.status === 404 ? "none" : "unknown" };
    }
  }

  /** Makes a QR-code order over one fen, shows it to nobody, and closes it. Its answers are signed by WeChat. */
  async placeAndClose(notifyUrl: string): Promise<Probe> {
    const out_trade_no = newNumber();
    const placed = await probing(this.orders.placeNativeOrder(terms(out_trade_no, notifyUrl)));
    const closed = await probing(this.orders.closeTrade(out_trade_no));
    return placed.kind === "accepted" ? closed : placed;
  }
}

/** No payment session has such a number, so nothing at WeChat can be taken for a shopper's order. */
function newNumber(): string {
  return `check-${ulid()}`;
}

function terms(out_trade_no: string, notify_url: string): TrialTerms {
  return {
    out_trade_no,
    amount_fen: 1n,
    description: "配置检查",
    expires_at: new Date(Date.now() + TRIAL_ORDER_MS),
    notify_url,
  };
}

async function probing(call: Promise<unknown>): Promise<Probe> {
  try {
    await call;
    return { kind: "accepted" };
  } catch (error) {
    if (!(error instanceof WechatPayError)) {
      throw error;
    }
    if (error.failure === "refused") {
      const { status, code, request_id } = error;
      return { kind: "refused", status, code, request_id };
    }
    return { kind: error.failure, reason: error.reason ?? "unknown" };
  }
}
