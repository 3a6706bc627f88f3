import { randomBytes } from "node:crypto";
import type { Credentials } from "../state/credentials.js";
import type { SandboxState, TimedSecret } from "../state/state.js";
import { AccountRefusal } from "./account-refusal.js";

const LIFE_SECONDS = 7_200;
const OVERLAP_MS = 300_000;
const DAY_MS = 86_400_000;
const FORCED_A_DAY = 20;

/** The Official Account's access tokens and jsapi tickets. */
export class AccountTokens {
  constructor(
    private readonly state: SandboxState,
    private readonly account: Pick<Credentials, "app_id" | "app_secret">,
  ) {}

  /**
   * `/cgi-bin/stable_token`: the same token until it ends; `force_refresh` makes a new one and the old one lives five
   * minutes more.
   * @throws AccountRefusal 40002, 40013, 40125, 45009 (21st forced refresh of a day).
   */
  stableToken(body: Record<string, unknown>, now: number): { access_token: string; expires_in: number } {
    if (body.grant_type !== "client_credential") throw new AccountRefusal(40002, "invalid grant_type");
    if (body.appid !== this.account.app_id) throw new AccountRefusal(40013, "invalid appid");
    if (body.secret !== this.account.app_secret) throw new AccountRefusal(40125, "invalid appsecret");
    const current = latest(this.state.access_tokens, now);
    const forced = body.force_refresh === true && current !== undefined;
    if (current !== undefined && !forced) return this.answer(current, now);
    if (forced) this.countForcedRefresh(now);
    if (current !== undefined) current.expires_at = Math.min(current.expires_at, now + OVERLAP_MS);
    const fresh = {
      value: `a_${randomBytes(96).toString("base64url")}`,
      expires_at: now + LIFE_SECONDS * 1000,
    };
    this.state.access_tokens = [...this.state.access_tokens.filter((token) => token.expires_at > now), fresh];
    return this.answer(fresh, now);
  }

  private countForcedRefresh(now: number): void {
    const today = this.state.forced_refreshes.filter((at) => at > now - DAY_MS);
    if (today.length >= FORCED_A_DAY) throw new AccountRefusal(45009, "reach max api daily quota limit");
    this.state.forced_refreshes = [...today, now];
  }

  private answer(token: TimedSecret, now: number): { access_token: string; expires_in: number } {
    return { access_token: token.value, expires_in: Math.floor((token.expires_at - now) / 1000) };
  }

  /** @throws AccountRefusal 41001 missing, 40001 unknown or ended. */
  check(access_token: string | undefined, now: number): void {
    if (access_token === undefined || access_token === "")
      throw new AccountRefusal(41001, "access_token missing");
    const known = this.state.access_tokens.some(
      (token) => token.value === access_token && token.expires_at > now,
    );
    if (!known) throw new AccountRefusal(40001, "invalid credential, access_token is invalid or not latest");
  }

  /** Ends every token at once, as WeChat does when a secret is reset: for trying how a shop recovers. */
  revokeAll(): void {
    this.state.access_tokens = [];
  }

  /** `/cgi-bin/ticket/getticket?type=jsapi`. @throws AccountRefusal 40001, 41001, 40097 */
  ticket(query: Record<string, string | undefined>, now: number): Record<string, unknown> {
    this.check(query.access_token, now);
    if (query.type !== "jsapi") throw new AccountRefusal(40097, "invalid args");
    let ticket = latest(this.state.tickets, now);
    if (ticket === undefined) {
      ticket = { value: `t_${randomBytes(48).toString("base64url")}`, expires_at: now + LIFE_SECONDS * 1000 };
      this.state.tickets = [ticket];
    }
    const expires_in = Math.floor((ticket.expires_at - now) / 1000);
    return { errcode: 0, errmsg: "ok", ticket: ticket.value, expires_in };
  }
}

function latest(secrets: TimedSecret[], now: number): TimedSecret | undefined {
  const last = secrets.at(-1);
  return last !== undefined && last.expires_at > now + 1000 ? last : undefined;
}
