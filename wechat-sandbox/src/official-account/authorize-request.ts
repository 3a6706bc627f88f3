import type { OauthScope } from "../state/state.js";

const ORDER = ["appid", "redirect_uri", "response_type", "scope", "state"];

/** A checked request for the authorize page. */
export interface AuthorizeRequest {
  redirect_uri: URL;
  scope: OauthScope;
  state: string;
}

/**
 * Checks the query of `/connect/oauth2/authorize` as WeChat does, the order of its parameters included.
 * @returns the request, or the words of WeChat's error page.
 */
export function readAuthorizeRequest(
  search: URLSearchParams,
  appId: string,
  isAuthorizedHost: (hostname: string) => boolean,
): AuthorizeRequest | string {
  const names = [...search.keys()].filter((name) => ORDER.includes(name));
  const expected = ORDER.filter((name) => search.has(name));
  if (names.join() !== expected.join()) return "链接参数顺序错误，请按官方文档的顺序拼接";
  if (search.get("appid") !== appId) return "appid 参数错误";
  const redirect = search.get("redirect_uri") ?? "";
  if (!/^https?:\/\//.test(redirect) || !URL.canParse(redirect)) return "redirect_uri 参数错误";
  const redirect_uri = new URL(redirect);
  if (!isAuthorizedHost(redirect_uri.hostname)) return "redirect_uri 域名与后台配置不一致，错误码：10003";
  if (search.get("response_type") !== "code") return "response_type 参数错误";
  const scope = search.get("scope");
  if (scope !== "snsapi_base" && scope !== "snsapi_userinfo") return "scope 参数错误或没有 scope 权限";
  const state = search.get("state") ?? "";
  if (!/^[a-zA-Z0-9]{0,128}$/.test(state)) return "state 参数错误";
  return { redirect_uri, scope, state };
}

/** The way back: `code` when allowed, only `state` when denied. */
export function wayBack(request: AuthorizeRequest, code: string | undefined): string {
  const url = new URL(request.redirect_uri);
  if (code !== undefined) url.searchParams.set("code", code);
  url.searchParams.set("state", request.state);
  return url.href;
}
