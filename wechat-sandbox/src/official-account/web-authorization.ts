import { randomBytes } from "node:crypto";
import { type Person, virtualOpenid } from "../people/people.js";
import type { Credentials } from "../state/credentials.js";
import type { OauthScope, SandboxState } from "../state/state.js";
import { AccountRefusal } from "./account-refusal.js";

const CODE_MS = 300_000;
const GRANT_SECONDS = 7_200;
const KEPT_CODES_MS = 3_600_000;

/** Log-in through the page: codes, the tokens they buy, and what those tokens show. */
export class WebAuthorization {
  constructor(
    private readonly state: SandboxState,
    private readonly account: Pick<Credentials, "app_id" | "app_secret">,
  ) {}

  /** A code for a person; five minutes, once. `snapshot` overrides the person's own mode. */
  issueCode(person: Person, scope: OauthScope, now: number, snapshot = person.snapshot): string {
    for (const [code, { expires_at }] of Object.entries(this.state.codes)) {
      // Kept past their end so that a late second use still hears "used" and not "invalid".
      if (expires_at + KEPT_CODES_MS < now) delete this.state.codes[code];
    }
    const code = `0${randomBytes(16).toString("hex").slice(1)}`;
    this.state.codes[code] = {
      openid: person.openid,
      scope,
      snapshot,
      expires_at: now + CODE_MS,
      used: false,
    };
    return code;
  }

  /**
   * `/sns/oauth2/access_token`.
   * @throws AccountRefusal 40013, 40125, 40002, 41008, 40029 (unknown or too old), 40163 (used).
   */
  exchange(query: Record<string, string | undefined>, now: number): Record<string, unknown> {
    if (query.appid !== this.account.app_id) throw new AccountRefusal(40013, "invalid appid");
    if (query.secret !== this.account.app_secret) throw new AccountRefusal(40125, "invalid appsecret");
    if (query.grant_type !== "authorization_code") throw new AccountRefusal(40002, "invalid grant_type");
    if (query.code === undefined || query.code === "") throw new AccountRefusal(41008, "missing code");
    const code = Object.hasOwn(this.state.codes, query.code) ? this.state.codes[query.code] : undefined;
    if (code === undefined) throw new AccountRefusal(40029, "invalid code");
    if (code.used) throw new AccountRefusal(40163, "code been used");
    if (code.expires_at <= now) throw new AccountRefusal(40029, "invalid code, expired");
    code.used = true;
    const person = this.person(code.openid);
    const openid = code.snapshot ? virtualOpenid(person) : person.openid;
    const access_token = `w_${randomBytes(40).toString("base64url")}`;
    this.dropOldGrants(now);
    this.state.grants[access_token] = {
      openid,
      scope: code.scope,
      expires_at: now + GRANT_SECONDS * 1000,
    };
    return {
      access_token,
      expires_in: GRANT_SECONDS,
      refresh_token: `r_${randomBytes(40).toString("base64url")}`,
      openid,
      scope: code.scope,
      ...(code.scope === "snsapi_userinfo" && !code.snapshot ? { unionid: person.unionid } : {}),
      ...(code.snapshot ? { is_snapshotuser: 1 } : {}),
    };
  }

  /**
   * `/sns/userinfo`.
   * @param origin where this WeChat's pictures are.
   * @throws AccountRefusal 40001, 42001, 40003, 48001.
   */
  userInfo(query: Record<string, string | undefined>, origin: string, now: number): Record<string, unknown> {
    const token = query.access_token ?? "";
    const grant = Object.hasOwn(this.state.grants, token) ? this.state.grants[token] : undefined;
    if (grant === undefined) throw new AccountRefusal(40001, "invalid credential, access_token is invalid");
    if (grant.expires_at <= now) throw new AccountRefusal(42001, "access_token expired");
    if (query.openid !== grant.openid) throw new AccountRefusal(40003, "invalid openid");
    if (grant.scope !== "snsapi_userinfo") throw new AccountRefusal(48001, "api unauthorized");
    const person = this.state.people.find((candidate) => candidate.openid === grant.openid);
    if (person === undefined) {
      return { openid: grant.openid, nickname: "微信用户", sex: 0, headimgurl: "", privilege: [] };
    }
    return {
      openid: person.openid,
      nickname: person.nickname,
      sex: person.sex,
      language: "",
      city: "",
      province: "",
      country: "",
      headimgurl: `${origin}/avatars/${person.openid}.svg`,
      privilege: [],
      unionid: person.unionid,
    };
  }

  private dropOldGrants(now: number): void {
    for (const [token, { expires_at }] of Object.entries(this.state.grants)) {
      if (expires_at + KEPT_CODES_MS < now) delete this.state.grants[token];
    }
  }

  private person(openid: string): Person {
    const person = this.state.people.find((candidate) => candidate.openid === openid);
    if (person === undefined) throw new AccountRefusal(40029, "invalid code");
    return person;
  }
}
