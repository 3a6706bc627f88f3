import { randomBytes } from "node:crypto";
import type {
  AuthenticationInput,
  AuthenticationResponse,
  AuthIdentityDTO,
  AuthIdentityProviderService,
} from "@medusajs/framework/types";
import { AbstractAuthModuleProvider, MedusaError } from "@medusajs/framework/utils";
import { z } from "zod";
import type { OAuthScope, PageToken } from "../../client/oauth.js";
import { OfficialAccountClient } from "../../client/official-account-client.js";
import { WechatApiError, WechatErrorCode } from "../../client/wechat-api-error.js";
import { isOnAllowedHost } from "../../domain/allowed-hosts.js";
import type { LoginRefusal } from "../../domain/login-refusal.js";
import { identityKey, identityMetadata, UNNAMED, type WechatPerson } from "../../domain/wechat-person.js";
import { type OfficialAccountOptions, readOptions } from "../../options.js";
import { callbackFingerprint, PAGE_SESSION, provesPageSession } from "./page-session.js";

/** A log-in that is not finished by then starts over. */
const STATE_TTL_SECONDS = 600;
/** Browsers send a callback twice (a double tap, a restored tab); within this time both get the same answer. */
const ANSWER_TTL_SECONDS = 30;

const beginShape = z.object({
  callback_url: z.string().max(2048),
  page_session: z.string().regex(PAGE_SESSION),
  scope: z.enum(["snsapi_userinfo", "snsapi_base"]).default("snsapi_userinfo"),
});

// The state becomes a cache key, and caches read wildcards: only the letters and digits we issued are looked up.
const stateShape = z.string().regex(/^[0-9A-Za-z]{1,128}$/);

const callbackShape = z.object({
  code: z.string().min(1).max(512),
  state: stateShape,
  page_secret: z.string().min(1).max(512),
});

const pendingShape = z.object({
  page_session: z.string(),
  scope: z.enum(["snsapi_userinfo", "snsapi_base"]),
});
type Pending = z.output<typeof pendingShape>;
type Callback = z.output<typeof callbackShape>;

/**
 * WeChat log-in as a Medusa auth provider.
 *
 * A refusal is answered as `{ success: false, error: <LoginRefusal> }`. The state's single use is as strong as the
 * caller's lock: `getState` reads and deletes in two steps, so callers hold `wechat-login:<state>` around
 * `validateCallback` (the plugin's own callback route does).
 */
export class WechatLoginService extends AbstractAuthModuleProvider {
  static override identifier = "wechat";
  static override DISPLAY_NAME = "微信登录";

  private readonly options: OfficialAccountOptions;
  private readonly client: OfficialAccountClient;

  static override validateOptions(options: Record<string, unknown>): void {
    readOptions(options);
  }

  constructor(_cradle: Record<string, unknown>, options: unknown) {
    super();
    this.options = readOptions(options);
    this.client = new OfficialAccountClient(this.options);
  }

  /** Body `{ callback_url, page_session, scope? }`; answers the WeChat address the page goes to. */
  override async authenticate(
    input: AuthenticationInput,
    identities: AuthIdentityProviderService,
  ): Promise<AuthenticationResponse> {
    const checked = beginShape.safeParse(input.body ?? {});
    if (!checked.success) return refused(refusalOfField(checked.error.issues[0]?.path[0]));
    const { callback_url, page_session, scope } = checked.data;
    if (!isOnAllowedHost(callback_url, this.options.allowed_hosts))
      return refused("callback_url_not_allowed");
    const state = randomBytes(32).toString("hex");
    await identities.setState(stateKey(state), { page_session, scope }, STATE_TTL_SECONDS);
    return {
      success: true,
      location: this.client.authorizeUrl({ redirect_uri: callback_url, scope, state }),
    };
  }

  /** Body `{ code, state, page_secret }`; answers the identity of the WeChat person behind the code. */
  override async validateCallback(
    input: AuthenticationInput,
    identities: AuthIdentityProviderService,
  ): Promise<AuthenticationResponse> {
    const checked = callbackShape.safeParse(input.body ?? {});
    if (!checked.success)
      return refused(checked.error.issues[0]?.path[0] === "code" ? "code_invalid" : "state_unknown");
    const callback = checked.data;
    const pending = pendingShape.safeParse(await identities.getState(stateKey(callback.state)));
    if (!pending.success) return this.repeatAnswer(callback, identities);
    if (!provesPageSession(callback.page_secret, pending.data.page_session)) return refused("state_mismatch");
    return this.identify(callback, pending.data, identities);
  }

  private async identify(
    callback: Callback,
    pending: Pending,
    identities: AuthIdentityProviderService,
  ): Promise<AuthenticationResponse> {
    try {
      const token = await this.client.exchangeCode(callback.code);
      if (token.is_snapshot_user) return refused("snapshot_user");
      const person = await this.personBehind(token, pending.scope);
      const authIdentity = await fileIdentity(person, identities);
      await identities.setState(answerKey(callback), { entity_id: identityKey(person) }, ANSWER_TTL_SECONDS);
      return { success: true, authIdentity };
    } catch (error) {
      if (isCodeRefusal(error)) return refused("code_invalid");
      // The person did nothing wrong: the state is good for another try with the same page.
      await identities.setState(stateKey(callback.state), pending, STATE_TTL_SECONDS);
      throw error;
    }
  }

  private async repeatAnswer(
    callback: Callback,
    identities: AuthIdentityProviderService,
  ): Promise<AuthenticationResponse> {
    const answered = await identities.getState(answerKey(callback));
    if (typeof answered?.entity_id !== "string") return refused("state_unknown");
    await identities.setState(answerKey(callback), answered, ANSWER_TTL_SECONDS);
    return { success: true, authIdentity: await identities.retrieve({ entity_id: answered.entity_id }) };
  }

  private async personBehind(token: PageToken, scope: OAuthScope): Promise<WechatPerson> {
    const { app_id } = this.options;
    const unionid = token.unionid === undefined ? {} : { unionid: token.unionid };
    if (scope === "snsapi_base" || !token.scopes.includes("snsapi_userinfo")) {
      return { app_id, openid: token.openid, ...unionid, nickname: UNNAMED, avatar_url: "" };
    }
    const profile = await this.client.fetchProfile(token);
    return { app_id, ...unionid, ...profile };
  }
}

const stateKey = (state: string) => `wechat-login:state:${state}`;
const answerKey = (callback: Callback) => `wechat-login:answer:${callbackFingerprint(callback)}`;

function refused(error: LoginRefusal): AuthenticationResponse {
  return { success: false, error };
}

function refusalOfField(field: PropertyKey | undefined): LoginRefusal {
  if (field === "page_session") return "page_session_invalid";
  if (field === "scope") return "scope_invalid";
  return "callback_url_not_allowed";
}

function isCodeRefusal(error: unknown): boolean {
  if (!(error instanceof WechatApiError)) return false;
  return error.errcode === WechatErrorCode.codeInvalid || error.errcode === WechatErrorCode.codeUsed;
}

/** Finds or creates the person's identity, and brings its profile up to date when WeChat told one. */
async function fileIdentity(
  person: WechatPerson,
  identities: AuthIdentityProviderService,
): Promise<AuthIdentityDTO> {
  const entity_id = identityKey(person);
  const existing = await findIdentity(entity_id, identities);
  if (existing === undefined) return createIdentity(person, identities);
  if (person.nickname === UNNAMED) return existing;
  return identities.update(entity_id, identityMetadata(person));
}

async function createIdentity(
  person: WechatPerson,
  identities: AuthIdentityProviderService,
): Promise<AuthIdentityDTO> {
  const entity_id = identityKey(person);
  try {
    return await identities.create({ entity_id, ...identityMetadata(person) });
  } catch (error) {
    // Two phones of one person may log in for the first time at once; the unique key lets one of them create.
    const winner = await findIdentity(entity_id, identities);
    if (winner === undefined) throw error;
    return winner;
  }
}

async function findIdentity(
  entity_id: string,
  identities: AuthIdentityProviderService,
): Promise<AuthIdentityDTO | undefined> {
  try {
    return await identities.retrieve({ entity_id });
  } catch (error) {
    if (error instanceof MedusaError && error.type === MedusaError.Types.NOT_FOUND) return undefined;
    throw error;
  }
}
