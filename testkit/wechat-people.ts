import { createHash, randomBytes } from "node:crypto";
import type { TestShop } from "../scripts/local/test-shop.mjs";
import { must } from "./wire";

/** Somebody's session in the shop's page: the headers of their requests, with the token that is among them. */
export interface Session {
  readonly key: string;
  readonly token: string;
  readonly headers: Record<string, string>;
}

/** The shop's own publishable key, which every request of its page carries. */
export async function publishableKeyOf(shop: TestShop): Promise<string> {
  const { rows } = await shop.pool.query<{ token: string }>(
    "select token from api_key where type = 'publishable' limit 1",
  );
  return rows[0]?.token ?? "";
}

/** Has somebody new live in the local WeChat. @returns their openid */
export async function newOpenid(
  { wechatOrigin }: Pick<TestShop, "wechatOrigin">,
  who: { nickname: string; real_name?: string },
): Promise<string> {
  const body = { method: "POST", body: who };
  return (await must<{ person: { openid: string } }>(`${wechatOrigin}/__control/people`, body)).person.openid;
}

/** Logs in through WeChat as the page does, before the shop has made a customer of the person. */
export async function identify(shop: TestShop, openid: string): Promise<Session> {
  const key = await publishableKeyOf(shop);
  const page_secret = randomBytes(32).toString("hex");
  const page_session = createHash("sha256").update(page_secret).digest("hex");
  const post = <Body>(path: string, body: object) =>
    must<Body>(`${shop.origin}/auth/customer/wechat${path}`, { method: "POST", body });
  const begun = { callback_url: `${shop.origin}/pages/login/callback`, page_session };
  const { location } = await post<{ location: string }>("", begun);
  const { code } = await must<{ code: string }>(
    `${shop.wechatOrigin}/__control/oauth-code?openid=${openid}&scope=snsapi_userinfo`,
  );
  const state = new URL(location).searchParams.get("state");
  const { token } = await post<{ token: string }>("/callback", { code, state, page_secret });
  return sessionOf(key, token);
}

/** Logs in through WeChat, as a customer of the shop. */
export async function logIn(shop: TestShop, openid: string): Promise<Session> {
  const { key, headers } = await identify(shop, openid);
  const asking = { method: "POST", body: {}, headers };
  const { token } = await must<{ token: string }>(`${shop.origin}/store/wechat/customers`, asking);
  return sessionOf(key, token);
}

function sessionOf(key: string, token: string): Session {
  return { key, token, headers: { "x-publishable-api-key": key, authorization: `Bearer ${token}` } };
}
