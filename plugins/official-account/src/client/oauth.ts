import { z } from "zod";
import { callWechat, type WechatHttpOptions } from "./wechat-http.js";

export type OAuthScope = "snsapi_base" | "snsapi_userinfo";

/**
 * The page a browser is sent to. WeChat's client compares the address as text, so the order of the parameters is
 * part of the protocol and `URLSearchParams`, whose order would follow our code, is not used.
 */
export function authorizeUrl(input: {
  open_base_url: string;
  app_id: string;
  redirect_uri: string;
  scope: OAuthScope;
  state: string;
}): string {
  const parameters = [
    `appid=${encodeURIComponent(input.app_id)}`,
    `redirect_uri=${encodeURIComponent(input.redirect_uri)}`,
    "response_type=code",
    `scope=${input.scope}`,
    `state=${encodeURIComponent(input.state)}`,
  ];
  return `${input.open_base_url}/connect/oauth2/authorize?${parameters.join("&")}#wechat_redirect`;
}

const pageTokenShape = z.object({
  access_token: z.string().min(1),
  openid: z.string().min(1).max(128),
  scope: z.string(),
  unionid: z.string().min(1).optional(),
  is_snapshotuser: z.literal([0, 1]).optional(),
});

/** What a code was exchanged for. This token speaks for one person and is not the account's access token. */
export interface PageToken {
  access_token: string;
  openid: string;
  unionid?: string;
  /** Granted scopes; `snsapi_base` alone reads no profile. */
  scopes: string[];
  /** A stand-in identity WeChat gives to people who only look: no account may grow from it. */
  is_snapshot_user: boolean;
}

/** Exchanges an OAuth code, which WeChat honours once. Throws what {@link callWechat} throws (40029, 40163). */
export async function exchangeCode(
  options: WechatHttpOptions,
  credentials: { app_id: string; app_secret: string },
  code: string,
): Promise<PageToken> {
  const answer = await callWechat(options, {
    operation: "oauth2/access_token",
    method: "GET",
    path: "/sns/oauth2/access_token",
    query: {
      appid: credentials.app_id,
      secret: credentials.app_secret,
      code,
      grant_type: "authorization_code",
    },
    answer: pageTokenShape,
  });
  return {
    access_token: answer.access_token,
    openid: answer.openid,
    ...(answer.unionid === undefined ? {} : { unionid: answer.unionid }),
    scopes: answer.scope.split(",").map((scope) => scope.trim()),
    is_snapshot_user: answer.is_snapshotuser === 1,
  };
}

const profileShape = z.object({
  openid: z.string().min(1).max(128),
  nickname: z.string(),
  headimgurl: z.string().default(""),
  unionid: z.string().min(1).optional(),
});

export interface WechatProfile {
  openid: string;
  unionid?: string;
  nickname: string;
  avatar_url: string;
}

/** Reads the person's profile; needs a token of scope `snsapi_userinfo` (otherwise errcode 48001). */
export async function fetchProfile(options: WechatHttpOptions, token: PageToken): Promise<WechatProfile> {
  const answer = await callWechat(options, {
    operation: "sns/userinfo",
    method: "GET",
    path: "/sns/userinfo",
    query: { access_token: token.access_token, openid: token.openid, lang: "zh_CN" },
    answer: profileShape,
  });
  return {
    openid: answer.openid,
    ...(answer.unionid === undefined ? {} : { unionid: answer.unionid }),
    nickname: answer.nickname,
    avatar_url: answer.headimgurl,
  };
}
