import type { KeyObject } from "node:crypto";
import WechatPayLibrary from "wechatpay-node-v3";
import { newNonce, requestMessage, sign } from "./signing";
import { LIBRARY_HOST, pathOf, type VerifiedHttp } from "./verified-http";

export interface SignedRequestsSettings {
  readonly app_id: string;
  readonly mch_id: string;
  readonly merchant_serial: string;
  readonly merchant_private_key: KeyObject;
  readonly now: () => Date;
}

/**
 * wechatpay-node-v3 as request builder only. Its own nonces come from Math.random and its signatures miss a line
 * when a request has no body, so the authorization is written anew; its HTTP is replaced as a whole.
 */
export class SignedRequests extends WechatPayLibrary {
  constructor(
    private readonly settings: SignedRequestsSettings,
    private readonly http: VerifiedHttp,
  ) {
    super({
      appid: settings.app_id,
      mchid: settings.mch_id,
      serial_no: settings.merchant_serial,
      // Both are demanded by the library and unused here: signing and verifying happen in this folder.
      publicKey: Buffer.from("unused"),
      privateKey: Buffer.from("unused"),
      userAgent: "tengman-wechat-pay",
    });
    this.createHttp(http);
  }

  /** A GET the library has no method for. @param path with its query, every part encoded already */
  async getJson(path: string): Promise<unknown> {
    const url = LIBRARY_HOST + path;
    const answer = await this.http.get(url, this.getHeaders(this.buildAuthorization("GET", url)));
    return answer.data;
  }

  /** A POST the library has no method for; without `body` nothing is sent, and an empty line is signed. */
  async postJson(path: string, body?: Record<string, unknown>): Promise<unknown> {
    const url = LIBRARY_HOST + path;
    const authorization = this.buildAuthorization("POST", url, body);
    const type = { "Content-Type": "application/json" };
    const answer = await this.http.post(url, body, this.getHeaders(authorization, type));
    return answer.data;
  }

  /** A signed GET whose answer is proved by its content; see {@link VerifiedHttp.getUnsigned}. */
  async getUnsigned<T>(
    path: string,
    limits: { readonly bytes: number; readonly timeout_ms: number },
    use: (chunks: AsyncIterable<Uint8Array>) => Promise<T>,
  ): Promise<T> {
    const url = LIBRARY_HOST + path;
    return await this.http.getUnsigned(
      url,
      this.getHeaders(this.buildAuthorization("GET", url)),
      limits,
      use,
    );
  }

  protected override buildAuthorization(
    method: string,
    url: string,
    params?: Record<string, unknown>,
  ): string {
    const timestamp = Math.floor(this.settings.now().getTime() / 1000).toString();
    const nonce = newNonce();
    const body = params === undefined ? "" : JSON.stringify(params);
    const message = requestMessage({ method, path: pathOf(url), timestamp, nonce, body });
    const fields = [
      `mchid="${this.settings.mch_id}"`,
      `nonce_str="${nonce}"`,
      `timestamp="${timestamp}"`,
      `serial_no="${this.settings.merchant_serial}"`,
      `signature="${sign(message, this.settings.merchant_private_key)}"`,
    ];
    return `WECHATPAY2-SHA256-RSA2048 ${fields.join(",")}`;
  }

  /** The library would sign the bridge here with its weak nonce; placing the order is all that is wanted. */
  override sign(): string {
    return "";
  }
}
