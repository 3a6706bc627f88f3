import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type TestShop, tokenOf } from "../../../scripts/local/test-shop.mjs";

/** An HTTP answer: status and JSON. Amounts and ids are looked at as they come over the wire. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the wire carries is the very thing under test
  body: any;
}

export const ADDRESS = {
  full_name: "王小藤",
  phone: "13800138000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "文三路 1 号",
};

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
    const publishableKey = await publishableKeyOf(shop);
    const { openid } = (await control(shop, "POST", "/people", { nickname })).person;
    const secret = randomBytes(32).toString("hex");
    const page_session = createHash("sha256").update(secret).digest("hex");
    const post = (path: string, body: unknown, token?: string) =>
      call(`${shop.origin}${path}`, {
        method: "POST",
        headers: headersOf(publishableKey, token),
        body: JSON.stringify(body),
      });
    const start = await post("/auth/customer/wechat", { callback_url: `${shop.origin}/`, page_session });
    const state = new URL(start.body.location).searchParams.get("state");
    const { code } = await control(shop, "GET", `/oauth-code?openid=${openid}&scope=snsapi_userinfo`);
    const callback = await post("/auth/customer/wechat/callback", { code, state, page_secret: secret });
    const customer = await post("/store/wechat/customers", {}, callback.body.token);
    return new Shopper(shop, publishableKey, customer.body.token, openid);
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

/** The shop's own publishable key. */
export async function publishableKeyOf(shop: TestShop): Promise<string> {
  const { rows } = await shop.pool.query("select token from api_key where type = 'publishable' limit 1");
  return rows[0].token;
}

/** The number under which WeChat knows an order. */
export async function outTradeNoOf(shop: TestShop, order_id: string): Promise<string> {
  const { rows } = await shop.pool.query(
    `select s.data->>'out_trade_no' as number from mall_order m
     join payment_session s on s.id = m.payment_session_id where m.order_id = $1`,
    [order_id],
  );
  return rows[0].number;
}

/** Pays an order in the local WeChat, as its owner would in the pay sheet. */
export async function payAtWeChat(shop: TestShop, order_id: string, openid: string): Promise<Answer> {
  const number = await outTradeNoOf(shop, order_id);
  return call(`${shop.wechatOrigin}/__control/orders/${number}/pay`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ openid }),
  });
}

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
    const { body } = await call(`${shop.origin}/auth/user/emailpass`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(shop.admin),
    });
    return new Merchant(shop, body.token);
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

  /** What a path answers with, as it is. */
  fetch(path: string): Promise<Response> {
    return fetch(`${this.shop.origin}${path}`, { headers: { authorization: `Bearer ${this.token}` } });
  }

  /**
   * Fulfils and ships all of an order, as the admin's two buttons do.
   * @param quantities how much of some lines to send instead of all
   */
  async ship(order_id: string, quantities: Record<string, number> = {}): Promise<void> {
    const { order } = (await this.send("GET", `/admin/orders/${order_id}?fields=*items`)).body;
    const items = order.items.map(({ id, quantity }: { id: string; quantity: number }) => ({
      id,
      quantity: quantities[id] ?? quantity,
    }));
    const fulfilled = await this.send("POST", `/admin/orders/${order_id}/fulfillments`, { items });
    const fulfillment = fulfilled.body.order.fulfillments?.at(-1) ?? (await this.fulfillmentOf(order_id));
    await this.send("POST", `/admin/orders/${order_id}/fulfillments/${fulfillment.id}/shipments`, {
      items,
      labels: [{ tracking_number: "SF1234567890", tracking_url: "#", label_url: "#" }],
    });
  }

  private async fulfillmentOf(order_id: string): Promise<{ id: string }> {
    const { order } = (await this.send("GET", `/admin/orders/${order_id}?fields=*fulfillments`)).body;
    return order.fulfillments.at(-1);
  }
}
