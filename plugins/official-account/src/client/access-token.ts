import { z } from "zod";
import { keepForSeconds, type SharedCredentials } from "./shared-credentials.js";
import { WechatApiError } from "./wechat-api-error.js";
import { callWechat, type WechatHttpOptions } from "./wechat-http.js";

const stableTokenShape = z.object({
  access_token: z.string().min(1).max(512),
  expires_in: z.number().int().positive(),
});

export interface AccountCredentials {
  app_id: string;
  app_secret: string;
}

/**
 * The account's access token, kept in the shared cache and fetched by one server at a time: WeChat counts every
 * fetch, and forced ones (20 a day) most of all.
 */
export class AccessTokenSource {
  constructor(
    private readonly http: WechatHttpOptions,
    private readonly account: AccountCredentials,
    private readonly shared: SharedCredentials,
  ) {}

  /** Runs `call` with a token, and once more with a fresh one when WeChat says the token was the trouble. */
  async withToken<Result>(call: (access_token: string) => Promise<Result>): Promise<Result> {
    const token = await this.current();
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof WechatApiError) || !error.concernsAccessToken) throw error;
      return call(await this.replace(token));
    }
  }

  private get key(): string {
    return `official-account:access-token:${this.account.app_id}`;
  }

  private async current(): Promise<string> {
    const kept = await this.shared.cache.get(this.key);
    if (kept !== null) return kept;
    return this.shared.exclusively(this.key, async () => {
      const kept_meanwhile = await this.shared.cache.get(this.key);
      return kept_meanwhile ?? this.fetchAndKeep(false);
    });
  }

  /** Another server may have replaced the refused token already; force only when WeChat hands out the very same. */
  private async replace(refused: string): Promise<string> {
    return this.shared.exclusively(this.key, async () => {
      const kept = await this.shared.cache.get(this.key);
      if (kept !== null && kept !== refused) return kept;
      const fetched = await this.fetchAndKeep(false);
      return fetched === refused ? this.fetchAndKeep(true) : fetched;
    });
  }

  private async fetchAndKeep(force_refresh: boolean): Promise<string> {
    const answer = await callWechat(this.http, {
      operation: "stable_token",
      method: "POST",
      path: "/cgi-bin/stable_token",
      body: {
        grant_type: "client_credential",
        appid: this.account.app_id,
        secret: this.account.app_secret,
        force_refresh,
      },
      answer: stableTokenShape,
    });
    await this.shared.cache.set(this.key, answer.access_token, keepForSeconds(answer.expires_in));
    return answer.access_token;
  }
}
