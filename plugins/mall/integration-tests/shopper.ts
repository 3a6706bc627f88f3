import { randomUUID } from "node:crypto";
import { type TestShop, tokenOf } from "../../../scripts/local/test-shop.mjs";
import { ADDRESS, merchantToken, paymentOf, payNumber, shipOrder } from "../../../testkit/orders";
import { logIn, newOpenid, publishableKeyOf } from "../../../testkit/wechat-people";

export { ADDRESS } from "../../../testkit/orders";
export { publishableKeyOf } from "../../../testkit/wechat-people";

/** An HTTP answer: status and JSON. Amounts and ids are looked at as they come over the wire. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the wire carries is the very thing under test
  body: any;
}

async function call(url: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : undefined };
}

/** Somebody who shops through the page: a publishable key and, once logged in, a token. */
export class Shopper {
  private constructor(
    private readonly shop: TestShop,
    private readonly publishableKey: string,
    readonly token: string,
    readonly openid: string,
  ) {}

  /** A new person in the local WeChat, logged in to the shop. */
  static async logIn(shop: TestShop, nickname: string): Promise<Shopper> {
    const openid = await newOpenid(shop, { nickname });
    const { key, token } = await logIn(shop, openid);
    return new Shopper(shop, key, token, openid);
  }

  /** A customer who has logged in by other means than WeChat, as shops with a further log-in have them. */
  static async withoutWeChat(shop: TestShop, merchant: Merchant): Promise<Shopper> {
    const email = `${randomUUID()}@example.com`;
    const { customer } = (await merchant.send("POST", "/admin/customers", { email })).body;
    const claims = { actor_id: customer.id, actor_type: "customer", auth_identity_id: "" };
    return new Shopper(shop, await publishableKeyOf(shop), tokenOf(claims), "");
  }

  get(path: string): Promise<Answer> {
    return call(`${this.shop.origin}${path}`, { headers: headersOf(this.publishableKey, this.token) });
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return call(`${this.shop.origin}${path}`, {
      method: "POST",
      headers: { ...headersOf(this.publishableKey, this.token), ...headers },
      body: JSON.stringify(body),
    });
  }

  remove(path: string): Promise<Answer> {
    const headers = headersOf(this.publishableKey, this.token);
    return call(`${this.shop.origin}${path}`, { method: "DELETE", headers });
  }

  /** What a path answers with, as it is. */
  fetch(path: string): Promise<Response> {
    return fetch(`${this.shop.origin}${path}`, { headers: headersOf(this.publishableKey, this.token) });
  }

  /** Sends a file as the whole body. */
  send(path: string, content: Buffer): Promise<Answer> {
    const headers = {
      ...headersOf(this.publishableKey, this.token),
      "content-type": "application/octet-stream",
    };
    return call(`${this.shop.origin}${path}`, { method: "POST", headers, body: new Uint8Array(content) });
  }

  /** Orders lines, each `[variant_id, quantity]`. */
  order(
    lines: [variant_id: string, quantity: number][],
    change: Record<string, unknown> = {},
  ): Promise<Answer> {
    return this.post("/store/mall/orders", {
      items: lines.map(([variant_id, quantity]) => ({ variant_id, quantity })),
      address: ADDRESS,
      idempotency_key: randomUUID(),
      ...change,
    });
  }

  /** Has the order presented, and pays it in WeChat as its owner would. */
  async pay(order_id: string): Promise<void> {
    await this.post(`/store/mall/orders/${order_id}/payment`, { channel: "jsapi" });
    await payAtWeChat(this.shop, order_id, this.openid);
  }

  /** The order once it has reached a state; fails after ten seconds. */
  async orderIn(order_id: string, state: string): Promise<Answer["body"]> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const { order } = (await this.get(`/store/mall/orders/${order_id}`)).body;
      if (order.state === state) return order;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`order ${order_id} did not become ${state}`);
  }
}

function headersOf(publishableKey: string, token?: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-publishable-api-key": publishableKey,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
  };
}

/** The number under which WeChat knows an order. */
export const outTradeNoOf = async (shop: TestShop, order_id: string): Promise<string> =>
  (await paymentOf(shop, order_id)).number;

/** Pays an order in the local WeChat, as its owner would in the pay sheet. */
export const payAtWeChat = async (shop: TestShop, order_id: string, openid: string): Promise<Answer> =>
  payNumber(shop, await outTradeNoOf(shop, order_id), openid);

/** Looks at the local WeChat, or turns something in it. */
export async function control(
  shop: TestShop,
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: unknown,
): Promise<Answer["body"]> {
  const answer = await call(`${shop.wechatOrigin}/__control${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (answer.status >= 300)
    throw new Error(`the local WeChat refused ${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The merchant in Medusa's own admin. */
export class Merchant {
  private constructor(
    private readonly shop: TestShop,
    private readonly token: string,
  ) {}

  static async logIn(shop: TestShop): Promise<Merchant> {
    return new Merchant(shop, await merchantToken(shop));
  }

  send(method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Answer> {
    return call(`${this.shop.origin}${path}`, {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${this.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Sends a form with a file, as the admin's import does. */
  upload(path: string, form: FormData): Promise<Answer> {
    return call(`${this.shop.origin}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${this.token}` },
      body: form,
    });
  }

  /** Sends a file as the whole body. */
  sendRaw(path: string, content: Buffer): Promise<Answer> {
    return call(`${this.shop.origin}${path}`, {
      method: "POST",
      headers: { "content-type": "text/csv", authorization: `Bearer ${this.token}` },
      body: new Uint8Array(content),
    });
  }

  /** What a path answers with, as it is. */
  fetch(path: string): Promise<Response> {
    return fetch(`${this.shop.origin}${path}`, { headers: { authorization: `Bearer ${this.token}` } });
  }

  /**
   * Fulfils and ships all of an order, as the admin's two buttons do.
   * @param quantities how much of some lines to send instead of all
   */
  ship(order_id: string, quantities: Record<string, number> = {}): Promise<void> {
    return shipOrder(async (...asked) => (await this.send(...asked)).body, order_id, quantities);
  }
}
