import { randomBytes } from "node:crypto";
import type { z } from "zod";
import { AccessTokenSource, type AccountCredentials } from "./access-token.js";
import { signPage } from "./js-sdk-signature.js";
import { JsapiTicketSource } from "./jsapi-ticket.js";
import {
  authorizeUrl,
  exchangeCode,
  fetchProfile,
  type OAuthScope,
  type PageToken,
  type WechatProfile,
} from "./oauth.js";
import type { SharedCredentials } from "./shared-credentials.js";
import { callWechat, type WechatHttpOptions, type WechatRequest } from "./wechat-http.js";

export interface OfficialAccountClientOptions extends AccountCredentials, WechatHttpOptions {
  open_base_url: string;
}

/** What a page passes to `wx.config`, apart from the list of interfaces. `timestamp` is in seconds. */
export interface PageSignature {
  app_id: string;
  timestamp: number;
  nonce_str: string;
  signature: string;
}

/** The Official Account's server side, as far as the shop uses it. Holds no state of its own. */
export class OfficialAccountClient {
  constructor(private readonly options: OfficialAccountClientOptions) {}

  /** Where a browser goes to log in. */
  authorizeUrl(input: { redirect_uri: string; scope: OAuthScope; state: string }): string {
    return authorizeUrl({ ...input, open_base_url: this.options.open_base_url, app_id: this.options.app_id });
  }

  /** Exchanges a code for a person's token; see {@link exchangeCode}. */
  exchangeCode(code: string): Promise<PageToken> {
    return exchangeCode(this.options, this.options, code);
  }

  /** Reads the person's profile; see {@link fetchProfile}. */
  fetchProfile(token: PageToken): Promise<WechatProfile> {
    return fetchProfile(this.options, token);
  }

  /**
   * Calls one of the account's interfaces below `/cgi-bin` with its access token, renewed once when WeChat says so.
   * Throws what {@link callWechat} throws.
   */
  call<Shape extends z.ZodType>(
    shared: SharedCredentials,
    request: Omit<WechatRequest<Shape>, "operation">,
  ): Promise<z.output<Shape>> {
    const tokens = new AccessTokenSource(this.options, this.options, shared);
    return tokens.withToken((access_token) =>
      callWechat(this.options, {
        ...request,
        operation: request.path.replace(/^\/cgi-bin\//, ""),
        query: { ...request.query, access_token },
      }),
    );
  }

  /** Signs a page's address for the JS-SDK. Whether the address may be signed is the caller's to decide. */
  async signPage(url: string, shared: SharedCredentials, now: Date): Promise<PageSignature> {
    const tokens = new AccessTokenSource(this.options, this.options, shared);
    const tickets = new JsapiTicketSource(this.options, this.options.app_id, tokens, shared);
    const timestamp = Math.floor(now.getTime() / 1000);
    const nonce_str = randomBytes(12).toString("hex");
    const jsapi_ticket = await tickets.current();
    return {
      app_id: this.options.app_id,
      timestamp,
      nonce_str,
      signature: signPage({ jsapi_ticket, nonce_str, timestamp: String(timestamp), url }),
    };
  }
}
