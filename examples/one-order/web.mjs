// The few requests that the walk is made of: somebody in the local WeChat, and the merchant.
import { createHash, randomBytes } from "node:crypto";

/**
 * @typedef {object} Places
 * @property {string} shop the shop's origin
 * @property {string} wechat the local WeChat's origin
 * @property {{ email: string, password: string }} merchant who logs in to the admin
 */

/** @returns {Promise<unknown>} the answer's JSON, or its text */
async function call(
  /** @type {string} */ url,
  /** @type {string} */ method,
  /** @type {object | undefined} */ body,
  /** @type {Record<string, string>} */ headers = {},
) {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
  return answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
}

/** Everything the walk reads is looked up by path, so that it needs no types of the shop's. */
export function at(/** @type {unknown} */ json, /** @type {string} */ path) {
  let value = json;
  for (const key of path.split("."))
    value = /** @type {Record<string, unknown> | undefined} */ (value)?.[key];
  return /** @type {string} */ (value);
}

/** @typedef {(method: string, path: string, body?: object) => Promise<unknown>} Ask */

/** The merchant, logged in to the admin. @returns {Promise<Ask>} */
export async function merchantOf(/** @type {Places} */ places) {
  const token = at(await call(`${places.shop}/auth/user/emailpass`, "POST", places.merchant), "token");
  return (method, path, body) =>
    call(`${places.shop}${path}`, method, body, { authorization: `Bearer ${token}` });
}

/** The key that the storefront sends with every request. */
export async function storefrontKey(/** @type {Ask} */ merchant) {
  return at(await merchant("GET", "/admin/api-keys?type=publishable"), "api_keys.0.token");
}

/**
 * Somebody new in the local WeChat, logged in to the shop through OAuth.
 * @returns {Promise<{ ask: Ask, openid: string }>}
 */
export async function newPerson(
  /** @type {Places} */ { shop, wechat },
  /** @type {string} */ key,
  /** @type {string} */ nickname,
) {
  const control = `${wechat}/__control`;
  const openid = at(await call(`${control}/people`, "POST", { nickname }), "person.openid");
  const page_secret = randomBytes(32).toString("hex");
  const page_session = createHash("sha256").update(page_secret).digest("hex");
  const asking =
    (/** @type {string | undefined} */ token) =>
    (
      /** @type {string} */ method,
      /** @type {string} */ path,
      /** @type {object | undefined} */ body = undefined,
    ) =>
      call(`${shop}${path}`, method, body, {
        "x-publishable-api-key": key,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      });
  const start = { callback_url: `${shop}/`, page_session };
  const location = at(await asking(undefined)("POST", "/auth/customer/wechat", start), "location");
  const state = new URL(location).searchParams.get("state");
  const code = at(
    await call(`${control}/oauth-code?openid=${openid}&scope=snsapi_userinfo`, "GET", undefined),
    "code",
  );
  const callback = { code, state, page_secret };
  const first = at(await asking(undefined)("POST", "/auth/customer/wechat/callback", callback), "token");
  const token = at(await asking(first)("POST", "/store/wechat/customers", {}), "token");
  return { openid, ask: asking(token) };
}

/** Pays, in the local WeChat's pay sheet, whatever this person was asked to pay last. */
export async function payInWeChat(/** @type {Places} */ { wechat }, /** @type {string} */ openid) {
  const listed = await call(`${wechat}/__control/orders`, "GET", undefined);
  const orders = /** @type {{ orders: Record<string, unknown>[] }} */ (listed).orders;
  const waiting = orders.filter((order) => JSON.stringify(order).includes(openid)).at(-1);
  await call(`${wechat}/__control/orders/${at(waiting, "out_trade_no")}/pay`, "POST", { openid });
}

/** Looks until it sees what it waits for. @template T */
export async function until(
  /** @type {() => Promise<T>} */ look,
  /** @type {(seen: T) => boolean} */ wanted,
) {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const seen = await look();
    if (wanted(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`it never came to that; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
