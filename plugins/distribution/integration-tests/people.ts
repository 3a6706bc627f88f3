import { randomUUID } from "node:crypto";
import type { TestShop } from "../../../scripts/local/test-shop.mjs";
import { ADDRESS, merchantToken, paymentOf, payNumber, shipOrder } from "../../../testkit/orders";
import { identify, newOpenid } from "../../../testkit/wechat-people";

/** An HTTP answer: status and JSON. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the wire carries is the very thing under test
  body: any;
  headers: Headers;
}

async function call(url: string, method: string, headers: object, body?: unknown): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers: { "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get("content-type")?.includes("json");
  const { status, headers: answered } = answer;
  return { status, headers: answered, body: isJson && text ? JSON.parse(text) : text || undefined };
}

/** Somebody in the local WeChat who uses the shop's page. */
export class Person {
  constructor(
    private readonly shop: TestShop,
    private readonly key: string,
    readonly token: string | undefined,
    readonly openid: string,
  ) {}

  /** Asks the shop, as this person, or as nobody before a log-in. */
  ask(
    method: "GET" | "POST" | "DELETE",
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const authorization = this.token ? { authorization: `Bearer ${this.token}` } : {};
    return call(
      `${this.shop.origin}${path}`,
      method,
      { "x-publishable-api-key": this.key, ...authorization, ...headers },
      body,
    );
  }

  /** The same person with another token. */
  with(token: string | undefined): Person {
    return new Person(this.shop, this.key, token, this.openid);
  }

  /** Joins the program by its current agreement. */
  async join(): Promise<Answer> {
    const { program } = (await this.ask("GET", "/store/distribution/program")).body;
    return this.ask("POST", "/store/distribution/me", { agreement_version: program.agreement.version });
  }

  /** A token for the whole shop. */
  async shareToken(): Promise<string> {
    const { body } = await this.ask("POST", "/store/distribution/share-tokens", { target: { type: "shop" } });
    return body.share_token.token;
  }

  /** Agrees to a token's inviter. */
  bind(share_token: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.ask("POST", "/store/distribution/bindings", { share_token }, headers);
  }

  /** Places an order and pays it in WeChat. @returns the order */
  async buy(
    items: { variant_id: string; quantity: number }[],
    promo_codes: string[] = [],
  ): Promise<Answer["body"]> {
    const order = await this.order(items, promo_codes);
    await this.pay(order.id);
    return order;
  }

  /** Places an order. */
  async order(
    items: { variant_id: string; quantity: number }[],
    promo_codes: string[] = [],
  ): Promise<Answer["body"]> {
    const wanted = { items, address: ADDRESS, promo_codes, idempotency_key: randomUUID() };
    const placed = await this.ask("POST", "/store/mall/orders", wanted);
    if (placed.status !== 201) throw new Error(`the order was refused: ${JSON.stringify(placed.body)}`);
    return placed.body.order;
  }

  /** Pays an order in the local WeChat's pay sheet. */
  async pay(order_id: string): Promise<void> {
    await this.openPaySheet(order_id);
    const paid = await this.payNumber(await this.numberAtWechat(order_id));
    if (paid.status >= 300) throw new Error(`WeChat refused the payment: ${JSON.stringify(paid.body)}`);
  }

  /** Has an order made at WeChat, so that it can be paid. */
  async openPaySheet(order_id: string): Promise<void> {
    const presented = await this.ask("POST", `/store/mall/orders/${order_id}/payment`, { channel: "jsapi" });
    if (presented.status !== 200)
      throw new Error(`no payment was offered: ${JSON.stringify(presented.body)}`);
  }

  /** The number under which an order is to be paid at WeChat. */
  async numberAtWechat(order_id: string): Promise<string> {
    return (await paymentOf(this.shop, order_id)).number;
  }

  /** Pays what WeChat knows under a number. */
  payNumber(number: string) {
    return payNumber(this.shop, number, this.openid);
  }
}

/** A new person in the local WeChat, logged in to the shop through OAuth. */
export async function newPerson(shop: TestShop, nickname: string): Promise<Person> {
  return personOf(shop, await newOpenid(shop, { nickname }));
}

/** Somebody who lives in the local WeChat already, logged in to the shop through OAuth. */
export async function personOf(shop: TestShop, openid: string): Promise<Person> {
  const identified = await strangerOf(shop, openid);
  const { body } = await identified.ask("POST", "/store/wechat/customers", {});
  return identified.with(body.token);
}

/** As `personOf`, before the shop has made a customer of them. */
export async function strangerOf(shop: TestShop, openid: string): Promise<Person> {
  const { key, token } = await identify(shop, openid);
  return new Person(shop, key, token, openid);
}

/** A further user of the shop's admin, invited by the merchant. */
export async function newClerk(
  shop: TestShop,
  merchant: Awaited<ReturnType<typeof merchantOf>>,
  email: string,
) {
  const { body } = await merchant("POST", "/admin/invites", { email });
  const account = { email, password: "a-password-for-tests" };
  const registered = await call(`${shop.origin}/auth/user/emailpass/register`, "POST", {}, account);
  const accepted = await call(
    `${shop.origin}/admin/invites/accept?token=${body.invite.token}`,
    "POST",
    { authorization: `Bearer ${registered.body.token}` },
    { email, first_name: "店", last_name: "员" },
  );
  if (accepted.status >= 300) throw new Error(`no clerk was made: ${JSON.stringify(accepted.body)}`);
  return merchantOf(shop, account);
}

/** The merchant's requests to Medusa's admin. */
export async function merchantOf(shop: TestShop, account = shop.admin) {
  const token = await merchantToken(shop, account);
  return (method: "GET" | "POST" | "DELETE", path: string, sent?: unknown): Promise<Answer> =>
    call(`${shop.origin}${path}`, method, { authorization: `Bearer ${token}` }, sent);
}

/** Ships all of an order's goods. */
export const ship = (merchant: Awaited<ReturnType<typeof merchantOf>>, order_id: string): Promise<void> =>
  shipOrder(async (...asked) => {
    const { status, body } = await merchant(...asked);
    if (status >= 300) throw new Error(`the order was not shipped: ${JSON.stringify(body)}`);
    return body;
  }, order_id);

/** Waits until a look at the world shows what is wanted. */
export async function eventually<T>(
  look: () => Promise<T>,
  wanted: (seen: T) => boolean,
  timeout_ms = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeout_ms;
  for (;;) {
    const seen = await look();
    if (wanted(seen)) return seen;
    if (Date.now() > deadline) throw new Error(`it never came to that; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
