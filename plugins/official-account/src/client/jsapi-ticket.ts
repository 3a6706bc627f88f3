import { z } from "zod";
import type { AccessTokenSource } from "./access-token.js";
import { keepForSeconds, type SharedCredentials } from "./shared-credentials.js";
import { callWechat, type WechatHttpOptions } from "./wechat-http.js";

const ticketShape = z.object({
  ticket: z.string().min(1).max(512),
  expires_in: z.number().int().positive(),
});

/** The ticket that signs pages, kept beside the access token and fetched by one server at a time. */
export class JsapiTicketSource {
  constructor(
    private readonly http: WechatHttpOptions,
    private readonly app_id: string,
    private readonly access_token: AccessTokenSource,
    private readonly shared: SharedCredentials,
  ) {}

  /** Answers a ticket that is good for minutes at least. */
  async current(): Promise<string> {
    const key = `official-account:jsapi-ticket:${this.app_id}`;
    const kept = await this.shared.cache.get(key);
    if (kept !== null) return kept;
    return this.shared.exclusively(key, async () => {
      const kept_meanwhile = await this.shared.cache.get(key);
      if (kept_meanwhile !== null) return kept_meanwhile;
      const answer = await this.access_token.withToken((access_token) => this.fetch(access_token));
      await this.shared.cache.set(key, answer.ticket, keepForSeconds(answer.expires_in));
      return answer.ticket;
    });
  }

  private fetch(access_token: string): Promise<z.output<typeof ticketShape>> {
    return callWechat(this.http, {
      operation: "ticket/getticket",
      method: "GET",
      path: "/cgi-bin/ticket/getticket",
      query: { access_token, type: "jsapi" },
      answer: ticketShape,
    });
  }
}
